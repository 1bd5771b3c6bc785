"""Outgoing HTTP: the only room of the platform that opens a connection to another host.

Takes finished requests and gives back finished answers, over one pool of connections. It neither signs nor retries nor
reads JSON. It knows which parts of a URL and which headers are secret, so that nobody else has to (`redact`).
"""

from shoplatch.transport.messages import (
    BODY_MAX_BYTES,
    IDLE_MAX_S,
    SECRET_HEADERS,
    SECRET_PARAMETERS,
    AsyncTransport,
    HttpRequest,
    HttpResponse,
    Transport,
    redact,
)
from shoplatch.transport.pools import AsyncHttpTransport, HttpTransport

__all__ = [
    "BODY_MAX_BYTES",
    "IDLE_MAX_S",
    "SECRET_HEADERS",
    "SECRET_PARAMETERS",
    "AsyncHttpTransport",
    "AsyncTransport",
    "HttpRequest",
    "HttpResponse",
    "HttpTransport",
    "Transport",
    "redact",
]
