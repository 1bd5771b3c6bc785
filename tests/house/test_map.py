"""Every import in the house goes through a door that the map shows."""

from __future__ import annotations

import grimp
import pytest

from tests.house.plan import DOORS, OPEN_TO_ALL, PACKAGES


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("shoplatch", include_external_packages=True, exclude_type_checking_imports=False)


def room_of(module: str) -> str:
    return module.split(".")[1]


def through_a_door(room: str, target: str) -> bool:
    """Whether a room of the map may import a module of the house."""
    inner = target.removeprefix("shoplatch.")
    first = inner.split(".")[0]
    if first in OPEN_TO_ALL or first == room:
        return True
    return any(inner == door or inner.startswith(door + ".") for door in DOORS[room])


def may_use_package(importer: str, package: str) -> bool:
    """Whether a module of the house may import an outside package the map speaks of."""
    inner = importer.removeprefix("shoplatch.")
    return package not in PACKAGES or any(inner == at or inner.startswith(at + ".") for at in PACKAGES[package])


def test_every_room_is_on_the_map(graph: grimp.ImportGraph) -> None:
    rooms = {room_of(module) for module in graph.modules if module.startswith("shoplatch.")}
    assert rooms - set(DOORS) == set()


def test_every_import_between_rooms_goes_through_a_door(graph: grimp.ImportGraph) -> None:
    trespasses = [
        f"{importer} -> {target}"
        for importer in graph.modules
        if importer.startswith("shoplatch.")
        for target in graph.find_modules_directly_imported_by(importer)
        if target.startswith("shoplatch.") and not through_a_door(room_of(importer), target)
    ]
    assert trespasses == []


def test_outside_packages_stay_where_they_belong(graph: grimp.ImportGraph) -> None:
    trespasses = [
        f"{importer} -> {package}"
        for package in PACKAGES
        if package in graph.modules
        for importer in graph.find_modules_that_directly_import(package)
        if not may_use_package(importer, package)
    ]
    assert trespasses == []


@pytest.mark.parametrize(
    ("room", "target"),
    [
        ("simulator", "shoplatch.client.signing"),
        ("client", "shoplatch.store.engine"),
        ("inbox", "shoplatch.accounts.vault"),
        ("store", "shoplatch.transport"),
        ("catalog", "shoplatch.client"),
    ],
)
def test_the_map_refuses_a_door_that_is_not_there(room: str, target: str) -> None:
    assert not through_a_door(room, target)


def test_the_map_refuses_a_driver_in_the_wrong_room() -> None:
    assert not may_use_package("shoplatch.sync.backfill", "psycopg")
    assert not may_use_package("shoplatch.simulator.asgi", "httptools")
    assert may_use_package("shoplatch.simulator.wire", "httptools")
