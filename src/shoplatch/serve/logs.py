"""The log of a server process: one line an event, for people on a terminal and as JSON otherwise, never with a secret.

Everything that logs by the standard library (uvicorn, the job queue, our rooms) goes through the same chain, so one
redaction covers all of it. It writes to standard error and keeps no files.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import TextIO

import structlog

from shoplatch.config import LogOptions
from shoplatch.transport import SECRET_HEADERS, SECRET_PARAMETERS, redact

HIDDEN = "***"
_SECRET_NAMES = frozenset(
    {*SECRET_PARAMETERS, *SECRET_HEADERS, "password", "secret", "master_key", "token", "key", "cipher"}
)
# Tokens and codes of TikTok Shop wherever they stand (platform.md section 3.4), and passwords inside addresses.
_TOKEN = re.compile(r"\b(TTP|ROW|GCP)_[A-Za-z0-9_\-]{12,}")
_ADDRESS_PASSWORD = re.compile(r"(\w+://[^:/@\s]+):[^@/\s]+@")
_QUIET = {"uvicorn.access": logging.CRITICAL, "procrastinate": logging.WARNING, "alembic": logging.WARNING,
          "asyncio": logging.WARNING, "psycopg.pool": logging.WARNING, "httpx2": logging.WARNING,
          "httpcore2": logging.WARNING}  # fmt: skip


def start(options: LogOptions, *, role: str, stream: TextIO | None = None) -> None:
    """Send every log record of this process to `stream` (standard error) in the shape asked for."""
    out = stream or sys.stderr
    human = options.format == "human" or (options.format == "auto" and out.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = structlog.dev.ConsoleRenderer(colors=out.isatty()) if human else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide_secrets, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(options.level.upper())
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(max(level, root.level))
    structlog.contextvars.bind_contextvars(role=role)


def hide_secrets(_: object, __: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
    """The last look at a record before it is written: values of secret names and secrets inside texts are replaced."""
    for name in list(event):
        event[name] = HIDDEN if name.lower() in _SECRET_NAMES else _hidden(event[name])
    return event


def _hidden(value: object) -> object:
    if isinstance(value, str):
        return _ADDRESS_PASSWORD.sub(rf"\1:{HIDDEN}@", _TOKEN.sub(rf"\1_{HIDDEN}", redact(value)))
    if isinstance(value, Mapping):
        return {k: HIDDEN if str(k).lower() in _SECRET_NAMES else _hidden(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(part) for part in value]
    return value
