"""A source for dlt: every family of the store into any of its destinations, and from then on what changed.

    import dlt
    from shoplatch.exports.dlt import shoplatch

    pipeline = dlt.pipeline("shops", destination="duckdb", dataset_name="tiktok_shop")
    pipeline.run(shoplatch("postgresql://..."))

Each family is a resource: its key is the primary key, rows are merged, what is gone is deleted there. How far it is lies in
dlt's own state: the place in the change feed. Where a destination only appends (files), rows that are gone come as rows with
`_deleted`, and the newest of a key is that of the greatest `_run`. Personal data is not in it. Needs `shoplatch[dlt]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import dlt
from dlt.extract import DltResource

from shoplatch.errors import InvalidRequest
from shoplatch.exports.asked import kinds_named
from shoplatch.exports.bridge import Bridge
from shoplatch.exports.columns import SCALE, Columns
from shoplatch.store import read
from shoplatch.store.changes import Position
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.store.read.flow import Scope, Snapshot, snapshot
from shoplatch.store.read.kinds import Kind

IDLE_S = 3_600  # dlt reads some of one family, then of another
_TYPES: dict[str, dict[str, Any]] = {
    "text": {"data_type": "text"}, "integer": {"data_type": "bigint"}, "boolean": {"data_type": "bool"},
    "decimal": {"data_type": "decimal", "precision": 38, "scale": SCALE}, "moment": {"data_type": "timestamp"},
    "day": {"data_type": "date"}, "json": {"data_type": "json"}, "texts": {"data_type": "json"},
}  # fmt: skip


@dlt.source(name="shoplatch", max_table_nesting=0)
def shoplatch(
    database_url: str | None = None,
    *,
    data_folder: str | None = None,
    families: Sequence[str] = (),
    shops: Sequence[str] | None = None,
) -> Iterator[DltResource]:
    """The store as a source.

    Give `database_url`, or the `data_folder` (SHOPLATCH_HOME) of an installation with a database of its own.

    `families`: names of tables, left out: all. `shops`: ids, left out: all.

    Raises:
        InvalidRequest: there is no such family, or neither or both of the two were given.
    """
    if (database_url is None) is (data_folder is None):
        raise InvalidRequest("Give either database_url or data_folder", next_step='For example data_folder=".shoplatch".')
    place = _Place(database_url, Path(data_folder) if data_folder else None, tuple(shops) if shops is not None else None)
    for kind in kinds_named(families):
        yield _resource(kind, place)


class _Place:
    """Where the store is, and which shops are wanted."""

    def __init__(self, url: str | None, home: Path | None, shops: tuple[str, ...] | None) -> None:
        self.url, self.home, self.shops = url, home, shops


def _resource(kind: Kind, place: _Place) -> DltResource:
    columns = Columns(kind, personal=False)
    hints: Any = {one.name: {**_TYPES[one.type], "nullable": one.nullable} for one in columns.shapes}
    hints["_deleted"]["hard_delete"] = True

    def rows() -> Iterator[Any]:
        state = dlt.current.resource_state()
        with Bridge() as bridge:
            yield from _read(bridge, kind, place, columns, state)

    # A kind that the feed does not tell of is small, and comes whole.
    given: Any = {"write_disposition": "replace" if kind.feed is None else "merge", "columns": hints}
    if kind.part_of:
        given["merge_key"] = ["shop_id", *kind.of]
    made: DltResource = dlt.resource(rows, name=kind.name, primary_key=["shop_id", *kind.key], **given)
    return made


def _read(bridge: Bridge, kind: Kind, place: _Place, columns: Columns, state: dict[str, Any]) -> Iterator[Any]:
    server = Postgres(place.home) if place.home is not None else None
    url = place.url if server is None else server.start()
    store = bridge.run(Store.open(url or "", pool_max=2, name="shoplatch dlt"))
    try:
        shops, settled = bridge.run(_shops(store, place.shops))
        context = snapshot(store, idle_s=IDLE_S)
        moment = bridge.run(context.__aenter__())
        try:
            again = bool(state) and _again(state, moment.end, shops, settled)
            yield from _rows(bridge, moment, kind, columns, shops, state, again=again)
            state.update(position=f"{moment.end.xid}.{moment.end.n}", shops=list(shops), settled=settled)
            state["run"] = state.get("run", 0) + 1
        finally:
            bridge.run(context.__aexit__(None, None, None))
    finally:
        bridge.run(store.close())
        if server is not None:
            server.stop()


def _rows(
    bridge: Bridge, moment: Snapshot, kind: Kind, columns: Columns, shops: tuple[str, ...], state: dict[str, Any], *,
    again: bool,
) -> Iterator[Any]:  # fmt: skip
    whole = again or not state or kind.feed is None
    flow = moment.every(kind, Scope(shops)) if whole else moment.changed(kind, Scope(shops), _position(state))
    names = [one.name for one in columns.shapes]
    keys = {"shop_id", *kind.key}
    replaced = False
    for portion in bridge.each(flow):
        made = [
            {name: "" if value is None and name in keys else value for name, value in zip(names, row, strict=True)}
            for row in columns.rows(portion, state.get("run", 0) + 1, None)
        ]
        if again and not replaced and kind.feed is not None:
            replaced = True
            yield dlt.mark.with_hints(made, dlt.mark.make_hints(write_disposition="replace"))
        else:
            yield made


def _again(state: dict[str, Any], end: Position, shops: tuple[str, ...], settled: dict[str, str]) -> bool:
    """Whether what was loaded no longer fits: other shops, an ended shop, or another database."""
    return _position(state) > end or state["shops"] != list(shops) or state["settled"] != settled


def _position(state: dict[str, Any]) -> Position:
    xid, _, n = str(state["position"]).partition(".")
    return Position(int(xid), int(n))


async def _shops(store: Store, wanted: tuple[str, ...] | None) -> tuple[tuple[str, ...], dict[str, str]]:
    async with store.begin() as conn:
        rows = await read.shops(conn)
    if wanted is not None and (strange := set(wanted) - {row.id for row in rows}):
        raise InvalidRequest(f"There is no shop {sorted(strange)[0]!r} in the store")
    chosen = [row for row in rows if wanted is None or row.id in wanted]
    settled = {row.id: row.data_settled_as for row in chosen if row.data_settled_as in ("mask", "delete")}
    return tuple(sorted(row.id for row in chosen)), settled
