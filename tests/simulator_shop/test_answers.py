"""Every answer of the shop side fits the catalog and holds every official field, or says why not."""

from __future__ import annotations

import json
from importlib.resources import files

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.simulator import shop_life
from tests.simulator_shop.busy_world import busy_desk, reads
from tests.simulator_shop.shop_world import official_paths, paths

LEFT_OUT: dict[str, dict[str, list[str]]] = json.loads(files("shoplatch.simulator").joinpath("left_out.json").read_bytes())[
    "left_out"
]


def lived() -> list[tuple[str, bytes]]:
    """Every read of a busy life, in order."""
    return [(name, msgspec.json.encode(data)) for name, data in reads(busy_desk())]


@pytest.fixture(scope="module")
def life() -> list[tuple[str, bytes]]:
    """One busy life; `Desk.call` judged each answer on the way."""
    return lived()


@pytest.fixture(scope="module")
def answered(life: list[tuple[str, bytes]]) -> dict[str, set[str]]:
    """Operation id -> every path that some answer carried."""
    seen: dict[str, set[str]] = {}
    for operation_id, data in life:
        seen.setdefault(operation_id, set()).update(paths(msgspec.json.decode(data)))
    return seen


def excused(operation_id: str) -> set[str]:
    return {path for named in LEFT_OUT.get(operation_id.split("@")[0], {}).values() for path in named}


def test_every_official_field_is_answered_or_has_a_reason(answered: dict[str, set[str]]) -> None:
    missing = {}
    for operation_id, found in answered.items():
        response = reader.operation(operation_id).response
        assert response is not None
        out = tuple(excused(operation_id))
        lacking = sorted(
            path
            for path in set(official_paths(response)) - found
            if path not in out and not any(path.startswith((f"{one}.", f"{one}[]")) for one in out)
        )
        if lacking:
            missing[operation_id] = lacking
    assert missing == {}


def test_no_reason_is_given_for_a_field_that_is_answered(answered: dict[str, set[str]]) -> None:
    stale = {operation_id: sorted(found & excused(operation_id)) for operation_id, found in answered.items()}
    assert {name: names for name, names in stale.items() if names} == {}


def test_every_excused_field_exists_in_the_official_description(answered: dict[str, set[str]]) -> None:
    for operation_id in LEFT_OUT:
        assert operation_id in answered, f"{operation_id} is excused but never read"
        response = reader.operation(operation_id).response
        assert response is not None
        assert excused(operation_id) <= set(official_paths(response))


def test_every_behaviour_belongs_to_a_capability_of_the_catalog() -> None:
    known = {head.capability for head in reader.heads()}
    assert set(shop_life.HANDLERS) <= known


def test_a_busy_life_lived_twice_gives_the_same_bytes(life: list[tuple[str, bytes]]) -> None:
    assert len(life) > 500
    for one, two in zip(life, lived(), strict=True):
        assert one == two, one[0]
