"""Recorder: keeps what a platform really answered, without secrets or personal data, sets it against what is believed of it,
and gives it again.
"""

from shoplatch.testing.recorder.against import Difference
from shoplatch.testing.recorder.drift import Compared, Drift, drift
from shoplatch.testing.recorder.proxy import Proxy
from shoplatch.testing.recorder.replaying import Replayed, recorded, replayed
from shoplatch.testing.recorder.serving import serve
from shoplatch.testing.recorder.stubs import Stubs
from shoplatch.testing.recorder.tape import Exchange, Head, Recording, Writer, read

__all__ = [
    "Compared",
    "Difference",
    "Drift",
    "Exchange",
    "Head",
    "Proxy",
    "Recording",
    "Replayed",
    "Stubs",
    "Writer",
    "drift",
    "read",
    "recorded",
    "replayed",
    "serve",
]
