"""Change radar: what differs between two snapshots of TikTok Shop's API, and which of your own calls it breaks.

It compares facts and looks at code without running it; it asks neither the platform nor the network.
"""

from shoplatch.testing.radar.in_code import Use, Uses, from_inbox, from_log, together, uses_in
from shoplatch.testing.radar.judging import Broken, Older, Radar, look
from shoplatch.testing.radar.shelf import Shelf
from shoplatch.testing.radar.snapshots import Snapshot, installed, of_bytes, read, write

__all__ = [
    "Broken",
    "Older",
    "Radar",
    "Shelf",
    "Snapshot",
    "Use",
    "Uses",
    "from_inbox",
    "from_log",
    "installed",
    "look",
    "of_bytes",
    "read",
    "together",
    "uses_in",
    "write",
]
