"""What a client warns of without failing: values and versions that the documentation does not back. Python's own warnings.

Silence or sharpen one with `warnings.filterwarnings("error", category=UndocumentedValue)`.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

_ROOM = str(Path(__file__).parent)


class ShoplatchWarning(UserWarning):
    """The root of all warnings of the client."""


class UndocumentedValue(ShoplatchWarning):
    """A write carries a value outside the documented list. It was sent: the lists are open in practice."""


class VersionFallback(ShoplatchWarning):
    """The platform does not know the newest version of an operation; the one before is called from now on."""


class VersionEnding(ShoplatchWarning):
    """A version is deprecated, or the platform has named the day it ends."""


def notify(warning: ShoplatchWarning) -> None:
    """Warn, and point to the line of the caller: the first frame outside this room."""
    depth, frame = 1, sys._getframe(0).f_back
    while frame is not None and frame.f_code.co_filename.startswith(_ROOM):
        depth, frame = depth + 1, frame.f_back
    warnings.warn(warning, stacklevel=depth + 1)
