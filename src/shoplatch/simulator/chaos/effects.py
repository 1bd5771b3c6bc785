"""What can happen to one well-formed call, as a value; its names, and how the header `x-simulator-chaos` spells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from shoplatch.errors import InvalidRequest

LATENCY_MAX_MS = 120_000
PARTIAL_MAX = 100
HEADER = "x-simulator-chaos"


class Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing or several. A refusal comes before the behaviour runs, so nothing has changed; the rest comes after."""

    code: int | None = None  # refused with this code of the platform
    status: int | None = None  # the HTTP status of that refusal, where another than the documented one is wanted
    message: str | None = None
    expire_token: bool = False  # the access token ends now, really; then 105002
    partial: int = 0  # so many of a batch are refused in data.errors[], the last ones; the others take effect
    stale: bool = False  # a read is answered as before the last write
    alter: dict[str, Any] = {}  # other values in `data`, by path (orders.*.status); new fields too
    drop: tuple[str, ...] = ()  # fields left out of `data`, by path
    latency_ms: int = 0  # wall time between the effect and the answer
    truncate: float | None = None  # this share of the body is sent, then the connection is closed
    hang_up: Literal["before", "after"] | None = None  # closed without an answer, before or after the call took effect

    @property
    def spoils_the_wire(self) -> bool:
        """Whether the answer is not simply sent."""
        return bool(self.latency_ms) or self.truncate is not None or self.hang_up is not None


NAMED: dict[str, Effect] = {
    "rate_limited": Effect(code=36009002, message="Slow down and try again."),
    "internal_error": Effect(code=36009003, message="Internal error."),
    "unavailable": Effect(code=36009003, status=503, message="The service is overloaded."),
    "timeout": Effect(code=36009007),
    "expired_token": Effect(expire_token=True),
    "stale": Effect(stale=True),
    "slow": Effect(latency_ms=5_000),
    "truncated": Effect(truncate=0.5),
    "partial": Effect(partial=1),
    "unknown_status": Effect(alter={"orders.*.status": "A_STATUS_OF_THE_FUTURE"}),
    "unknown_fields": Effect(alter={"orders.*.field_of_the_future": {"deep": [1, 2, 3]}}),
    "missing_fields": Effect(drop=("orders.*.buyer_message", "orders.*.buyer_avatar", "orders.*.delivery_option_name")),
    "lost_before": Effect(hang_up="before"),
    "lost_after": Effect(hang_up="after"),
}


def effect_of(fields: Mapping[str, Any]) -> Effect:
    """An effect from its fields. Raises InvalidRequest for a field it does not know, a value out of range, or nothing."""
    try:
        effect = msgspec.convert(dict(fields), Effect)
    except msgspec.ValidationError as broken:
        raise InvalidRequest(
            f"This effect cannot be had: {broken}", next_step=f"Named ones: {', '.join(NAMED)}."
        ) from broken
    if effect == Effect():
        raise InvalidRequest("The rule does nothing", next_step=f"Give a code, or one of: {', '.join(NAMED)}.")
    bounds: tuple[tuple[str, float | None, float, float], ...] = (
        ("code", effect.code, 1, 2**53),
        ("status", effect.status, 200, 599),
        ("partial", effect.partial, 0, PARTIAL_MAX),
        ("latency_ms", effect.latency_ms, 0, LATENCY_MAX_MS),
        ("truncate", effect.truncate, 0, 1),
    )
    for name, value, low, high in bounds:
        if value is not None and not low <= value <= high:
            raise InvalidRequest(f"{name} is between {low:g} and {high:g}, not {value:g}")
    if effect.status is not None and effect.code is None:
        raise InvalidRequest("A status goes with a code", next_step='For example {"code": 36009003, "status": 503}.')
    return effect


def effect_in_header(text: str) -> Effect:
    """What the header asks for: names and `field=value`, parted by commas. Raises InvalidRequest."""
    fields: dict[str, Any] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, given, value = part.partition("=")
        if not given and name in NAMED:
            fields |= {
                key: held
                for key, held in msgspec.to_builtins(NAMED[name]).items()
                if held not in (None, False, 0, {}, [], ())
            }
        else:
            fields[name] = _read(value) if given else True
    return effect_of(fields)


def _read(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return text
