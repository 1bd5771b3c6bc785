"""Every described stream turns TikTok's documented answers into rows of its tables, and loses nothing of them."""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.store import schema
from shoplatch.store.families import BY_NAME as FAMILIES
from shoplatch.sync import asking
from shoplatch.sync.streams import packing
from shoplatch.sync.streams.every import ALL
from shoplatch.sync.streams.spec import At, Details, Stream
from tests.each import each
from tests.sync.conftest import NOW
from tests.sync.wire import documented

SHOP = "749"
SET_BY_STORE = {"shop_id", "first_seen", "last_seen", "since", "revision", "fingerprint", "deleted_at"}


class Seal:
    """A seal that remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, text: str, *, owner: str, field: str) -> bytes:
        self.given.append(text)
        return b"sealed"


def versions() -> list[str]:
    return [f"{stream.name} {operation}" for stream in ALL for operation in stream.operations]


def parted(name: str) -> tuple[Stream, str]:
    stream, _, operation = name.partition(" ")
    return next(one for one in ALL if one.name == stream), operation


def answered(stream: Stream, operation: str, value: Any, seal: Seal | None = None) -> asking.Answer:
    at = At(SHOP, operation, NOW, seal or Seal(), parent="576", day=NOW.date())
    items = stream.items.get(operation, "") if isinstance(stream, Details) else stream.items
    return asking.read(msgspec.json.encode(value), stream, at, items)


@each(versions())
def test_the_documented_answer_becomes_rows_with_the_columns_of_their_tables(name: str) -> None:
    stream, operation = parted(name)
    answer = answered(stream, operation, documented(operation))
    assert answer.unreadable == {}
    assert answer.rows
    assert all(answer.rows.values()), answer.rows.keys()
    for family, rows in answer.rows.items():
        table = schema.metadata.tables[family]
        assert set(rows[0].row) == {column.name for column in table.columns} - SET_BY_STORE, family
        for parts, lines in rows[0].parts.items():
            held = {column.name for column in schema.metadata.tables[parts].columns} - {"shop_id"}
            link = next(one.link for one in FAMILIES[family].parts if one.table.name == parts)
            assert lines
            assert set(lines[0]) == held - {link}, parts


@each(versions())
def test_nothing_documented_is_lost_between_columns_and_kept_bytes(name: str) -> None:
    stream, operation = parted(name)
    whole = documented(operation)
    answer = answered(stream, operation, whole)
    kept: set[str] = set()
    for rows in answer.rows.values():
        for one in rows:
            raw = one.row["raw"]
            assert isinstance(raw, bytes)
            kept |= set(leaves(msgspec.json.decode(packing.unpacked(raw)))) | set(one.row)
    elsewhere = set(leaves(documented(ELSEWHERE[operation]))) if operation in ELSEWHERE else set()
    paths = [path.rpartition(".")[2].removesuffix("[]") for path in reader.pii_paths(operation)]
    personal = {leaf for name in paths for leaf in (name, *leaves(found(whole, name)))}
    assert {
        leaf for leaf in leaves(whole) if not leaf.startswith("sum_est_")
    } - kept - elsewhere - personal - PAGING == set()


# What the answer says beside the object and another stream keeps.
ELSEWHERE = {"promotion.get_activity": "promotion.search_promotion_activities"}
PAGING = {"next_page_token", "total_count", "latest_available_date", "updated_at", "search_key", "activity_id"}
PAGING |= {"unsupported_msg_tips"}  # words for a person who looks at a chat


def found(value: Any, name: str) -> Any:
    """The first value of that name, however deep."""
    if isinstance(value, list):
        return next((deep for inner in value if (deep := found(inner, name)) is not None), None)
    if not isinstance(value, dict):
        return None
    return value[name] if name in value else found(list(value.values()), name)


PERSONAL = [name for name in versions() if reader.pii_paths(name.partition(" ")[2])]


@each(PERSONAL)
def test_personal_data_is_cut_out_and_what_is_worth_keeping_is_sealed(name: str) -> None:
    stream, operation = parted(name)
    whole = documented(operation)
    for path in reader.pii_paths(operation):
        plant(whole, path.replace("[]", "").split("."))
    seal = Seal()
    answer = answered(stream, operation, whole, seal)
    assert "CANARY" in str(whole)
    for rows in answer.rows.values():
        for one in rows:
            raw = one.row["raw"]
            assert isinstance(raw, bytes)
            assert "CANARY" not in packing.unpacked(raw).decode()
            assert "CANARY" not in repr({key: value for key, value in one.row.items() if key != "raw"})
    if stream.name in ("conversations", "messages", "return_records"):
        assert any("CANARY" in text for text in seal.given)


def plant(value: Any, way: list[str]) -> None:
    if isinstance(value, list):
        for inner in value:
            plant(inner, way)
    elif isinstance(value, dict) and len(way) == 1:
        value[way[0]] = {"full_address": "CANARY"} if isinstance(value.get(way[0]), dict) else "CANARY"
    elif isinstance(value, dict):
        plant(value.get(way[0]), way[1:])


def leaves(value: Any, path: str = "") -> list[str]:
    """The names of the leaves, without the lists on the way that the stream splits."""
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in leaves(inner, name)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner, path)]
    return [path]
