"""Why an object differed: what the inbox knows about it, held against when it changed at TikTok Shop.

Asked only about what differs, so its price does not matter. It repairs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.inbox.lanes import Ignored, Object
from shoplatch.store import inbox
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Heard
from shoplatch.sync import bells
from shoplatch.sync.differences import Difference

MISSED = "missed webhook"  # it changed, and nobody rang
FAILED = "failed event"  # somebody rang, and the event was given up
LATE = "event not worked yet"
PAST = "answered with the past"  # somebody rang, we asked, and were told an older version
HERE = "changed here, or restated without a new time"  # both sides name the same version
SILENT = "no webhook tells it"  # kept by regular reads alone
GONE = "no longer served by TikTok Shop"

_RINGS = {
    "order": bells.ORDER,
    "product": bells.PRODUCT,
    "package": bells.PACKAGE,
    bells.CANCELLATION: bells.CANCELLATION,
    bells.RETURN: bells.RETURN,
}
_SAME_MOMENT = timedelta(seconds=5)  # an event carries the moment of the change, or one shortly after
_EVER = datetime.fromtimestamp(0, UTC)

Row = Mapping[str, Any]


async def explained(
    store: Store, shop_id: str, kind: str, said: Mapping[str, Sequence[Difference]], theirs: Mapping[str, Any],
    ours: Mapping[str, Any],
) -> dict[str, list[Difference]]:  # fmt: skip
    """The same differences, each with its cause; by the object's key, as are both sides' rows."""
    if not said:
        return {}
    times = {key: _changed(plain(theirs[key])) if key in theirs else None for key in said}
    since = min((one for one in times.values() if one is not None), default=_EVER) - _SAME_MOMENT
    events: dict[Object, list[Heard]] = {}
    if kind in _RINGS:
        async with store.begin() as conn:
            heard = await inbox.heard(conn, shop_id, since)
        events = _by_object(heard)
    found = {}
    for key, differences in said.items():
        there, here = theirs.get(key), ours.get(key)
        about = [one for ring in _rings(kind, key, there) for one in events.get(ring, ())]
        why = cause(kind, None if there is None else plain(there), None if here is None else plain(here), about)
        found[key] = [replace(one, cause=why) for one in differences]
    return found


def cause(kind: str, theirs: Row | None, ours: Row | None, about: Iterable[Heard]) -> str:
    """Why the two sides of one object differ. `about` are the events that rang for it, as far back as they are kept."""
    changed = _changed(theirs)
    told = [
        one for one in about if changed is None or one.sent_at is None or one.sent_at >= changed - _SAME_MOMENT
    ]  # fmt: skip
    states = {one.state for one in told}
    if "failed" in states:
        return FAILED
    if "new" in states:
        return LATE
    if theirs is None:
        return GONE
    if kind not in _RINGS:
        return SILENT
    if ours is not None and changed is not None and _changed(ours) == changed:
        return HERE
    return PAST if "done" in states else MISSED


def plain(side: Any) -> Row:
    """The columns of an object, however its stream wraps them."""
    for name in ("order", "product", "row"):
        inner = getattr(side, name, None)
        if isinstance(inner, Mapping):
            return inner
    return side if isinstance(side, Mapping) else {}


def _changed(row: Row | None) -> datetime | None:
    found = None if row is None else row.get("update_time")
    return found if isinstance(found, datetime) else None


def _rings(kind: str, key: str, theirs: Any) -> list[Object]:
    """What an event would have named: a package is rung for by its orders, too."""
    ring = _RINGS.get(kind)
    if ring is None:
        return []
    more = plain(theirs).get("order_ids") or () if kind == "package" and theirs is not None else ()
    return [Object(ring, key), *(Object(bells.ORDER, str(one)) for one in more)]


def _by_object(heard: Iterable[Heard]) -> dict[Object, list[Heard]]:
    found: dict[Object, list[Heard]] = {}
    for one in heard:
        try:
            named = bells.objects(one.type, one.body)
        except InvalidRequest:
            continue
        for each in () if isinstance(named, Ignored) else named:
            found.setdefault(each, []).append(one)
    return found
