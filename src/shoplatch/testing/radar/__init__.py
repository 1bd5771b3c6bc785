"""Change radar: what differs between two snapshots of TikTok Shop's API, and which of your own calls it breaks.

It compares facts and looks at code without running it; it asks neither the platform nor the network.
"""

from shoplatch.testing.radar.in_code import Use, Uses, from_log, uses_in
from shoplatch.testing.radar.judging import Broken, Radar, look
from shoplatch.testing.radar.snapshots import Snapshot, installed, read, write

__all__ = ["Broken", "Radar", "Snapshot", "Use", "Uses", "from_log", "installed", "look", "read", "uses_in", "write"]
