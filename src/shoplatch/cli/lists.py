"""What the commands for after-sales, money and promotions share: a list, one of them, and what was believed of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import click
import msgspec

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, draw_heading, fields, json_option, table
from shoplatch.errors import NotFound
from shoplatch.store import history
from shoplatch.store.history import Believed
from shoplatch.store.read import kept
from shoplatch.sync.streams.fields import unpacked

Times = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])
_OURS = frozenset({"first_seen", "last_seen", "read_at", "since", "revision", "source_version", "deleted_at", "shop_id"})


@dataclass(frozen=True, slots=True)
class Listing:
    """How one kind is listed. `columns`: heading to column, amounts and counts in `figures`; `filters`: options that narrow
    it, each the name of a column."""

    family: str
    one: str
    many: str
    columns: Mapping[str, str]
    figures: frozenset[str] = frozenset()
    filters: Mapping[str, str] = field(default_factory=dict)  # option to its help text
    note: str = ""
    details: Sequence[tuple[str, str, str]] = ()  # heading, kind and column of what belongs to one


def command(listing: Listing) -> click.Group:
    """`list` and `show` of one kind."""
    group = click.Group(
        help=f"{listing.many.capitalize()} in the store.{' ' + listing.note if listing.note else ''}\n\n"
        f"\b\nExamples:\n  shoplatch {listing.many} list --json\n  shoplatch {listing.many} show ID --history"
    )
    group.add_command(_list(listing))
    group.add_command(_show(listing))
    return group


def _list(listing: Listing) -> click.Command:
    @shop_option
    @click.option("--since", type=Times, help="At or after this moment, UTC.")
    @click.option("--until", type=Times, help="Before this moment, UTC.")
    @click.option("--as-of", type=Times, help="As the store believed at this moment, UTC, instead of now.")
    @click.option("--deleted", is_flag=True, help="Also what TikTok Shop no longer shows.")
    @click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
    @json_option
    def list_(
        shop: str | None,
        since: datetime | None,
        until: datetime | None,
        as_of: datetime | None,
        limit: int,
        *,
        deleted: bool,
        json: bool,
        **chosen: tuple[str, ...],
    ) -> None:
        equal = {name: values for name, values in chosen.items() if values}

        async def look(platform: Platform) -> tuple[list[Mapping[str, Any]], int]:
            shops = await chosen_shops(platform, shop)
            ids = tuple(one.id for one in shops)
            async with platform.store.begin() as conn:
                if as_of is not None:
                    then = _utc(as_of) or as_of
                    found = [
                        {**one.row, "shop_id": shop_id}
                        for shop_id in ids
                        for one in await history.as_of(conn, kept.family(listing.family), shop_id, then, limit=limit)
                    ]
                    return [row for row in found if all(row.get(name) in values for name, values in equal.items())], len(
                        found
                    )
                wanted = kept.Wanted(ids, equal, _utc(since), _utc(until), deleted)
                rows, _ = await kept.rows(conn, listing.family, wanted, limit=limit)
                return list(rows), await kept.count(conn, listing.family, wanted)

        rows, count = with_platform(look)
        if json:
            as_json(rows)
            return
        columns = [Column(heading, figures=name in listing.figures, whole=name.endswith("id")) for heading, name in
                   listing.columns.items()]  # fmt: skip
        columns.append(Column("shop", whole=True, spare=True))
        cells = [[*(_shown(row.get(name)) for name in listing.columns.values()), row["shop_id"]] for row in rows]
        table(
            columns, cells, empty=f"No such {listing.many} in the store.", note=f"{len(rows):,} of {count:,} {listing.many}."
        )

    for name, text in reversed(list(listing.filters.items())):
        option = click.option(f"--{name.replace('_', '-')}", name, multiple=True, help=f"{text} May be given often.")
        list_ = option(list_)
    text = f"List {listing.many}, newest first.\n\n\b\nExample:\n  shoplatch {listing.many} list --since 2026-11-01 --json"
    return click.command("list", help=text)(list_)


def _show(listing: Listing) -> click.Command:
    @click.argument("object_id")
    @shop_option
    @click.option("--history", "past", is_flag=True, help="Every version that we know of, oldest first.")
    @click.option("--as-of", type=Times, help="As the store believed at this moment, UTC, instead of now.")
    @json_option
    def show(object_id: str, shop: str | None, as_of: datetime | None, *, past: bool, json: bool) -> None:
        async def look(platform: Platform) -> tuple[dict[str, Any], list[Believed], dict[str, list[Mapping[str, Any]]]]:
            for one in await chosen_shops(platform, shop):
                async with platform.store.begin() as conn:
                    found = await kept.one(conn, listing.family, one.id, object_id)
                    if found is None:
                        continue
                    kind = kept.family(listing.family)
                    if as_of is not None:
                        then = await history.as_of(conn, kind, one.id, _utc(as_of) or as_of, object_id=object_id)
                        found = {**then[0].row, "shop_id": one.id} if then else {}
                    told = await history.versions(conn, kind, one.id, object_id) if past else []
                    raw = await kept.raw(conn, listing.family, one.id, object_id)
                    found["raw"] = unpacked(raw) if raw and as_of is None else None
                    more: dict[str, list[Mapping[str, Any]]] = {}
                    for _, family, link in listing.details:
                        wanted = kept.Wanted((one.id,), {link: (object_id,)})
                        more[family] = (await kept.rows(conn, family, wanted, limit=1_000))[0]
                    return found, told, more
            raise NotFound(
                f"The {listing.one} {object_id} is not in the store",
                next_step="`shoplatch sync status` says how fresh each stream is.",
            )

        found, told, more = with_platform(look)
        if json:
            as_json({**found, **more, **({"history": told} if past else {})})
            return
        _draw(listing, found, told, more)

    example = f"\b\nExample:\n  shoplatch {listing.many} show ID --as-of 2026-11-03"
    text = f"Show one {listing.one}, with what belongs to it.\n\n{example}"
    return click.command("show", help=text)(show)


def _draw(
    listing: Listing, found: Mapping[str, Any], told: Sequence[Believed], more: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    plain = {name: value for name, value in found.items() if name not in _OURS and not isinstance(value, list | dict)}
    fields({name.replace("_", " "): _shown(value) for name, value in plain.items()})
    for name, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            _draw_rows(name, value)
    for heading, family, _ in listing.details:
        if more.get(family):
            _draw_rows(heading, more[family])
    if told:
        draw_heading("What was believed (UTC)")
        columns = [Column("from"), Column("until"), Column("revision", figures=True), Column("status")]
        status = next((name for name in ("status", "payment_status", "type") if name in found), "")
        table(columns, [(one.since, one.until, one.revision, one.row.get(status)) for one in told], empty="")


def _draw_rows(heading: str, rows: Sequence[Mapping[str, Any]]) -> None:
    draw_heading(heading.replace("_", " ").capitalize())
    hidden = _OURS | {"amounts", "metrics", "discount", "raw"}
    names = [name for name in rows[0] if name not in hidden and any(row.get(name) not in (None, "") for row in rows)][:9]
    columns = [Column(name.replace("_", " "), whole=name.endswith("id"), spare=at > 4) for at, name in enumerate(names)]
    table(columns, [[_shown(row.get(name)) for name in names] for row in rows], empty="")


def _shown(value: Any) -> Any:
    return value if not isinstance(value, dict | list) else msgspec.json.encode(value, enc_hook=str).decode()


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
