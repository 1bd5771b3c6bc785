"""A world kept in a file over a restart: nothing lost, nothing run from the file, nothing readable by others."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError
from shoplatch.simulator import orders, saving, tokens, worlds
from shoplatch.simulator.asgi import build
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.state.world import World
from shoplatch.simulator.truth import truth
from shoplatch.simulator.wire import WireAnswer
from tests.simulator.platform.desk_world import START, granted, wall
from tests.simulator.platform.test_webhooks import GivenWire


def restarted(file: Path, clock: SetClock) -> World:
    saved = saving.read(file)
    world = worlds.build(saved.name, saved.seed, SimClock(SetClock(datetime.fromtimestamp(saved.born_at, UTC))))
    world.clock.wall = clock
    saving.restore(saved, world)
    return world


def lived_in(clock: SetClock) -> World:
    """A demo world in which something has happened since it was built."""
    world = worlds.build("demo", 3, SimClock(clock))
    app, shop = next(iter(world.apps.values())), next(iter(world.shops.values()))
    app.webhook_url = "https://app.example.com/hook"
    build(world, SimulatorOptions(), wire=GivenWire(lambda _: WireAnswer(200, 1.0)))  # hears, and does not send
    granted(world, app.key, shop.seller_open_id)
    sku = next(sku for sku in shop.skus.values() if orders.placing.on_sale(shop, sku) and sku.available > 5)
    orders.place(world, shop, [(sku.id, 2)])
    world.clock.advance(7_200, world.happen)
    return world


def test_a_restarted_world_is_the_world_that_was_saved(tmp_path: Path) -> None:
    clock = wall()
    world = lived_in(clock)
    saving.save(world, tmp_path / "state")
    again = restarted(tmp_path / "state", clock)
    assert truth(again) == truth(world)
    assert again.clock.now() == world.clock.now() == int(START.timestamp()) + 7_200
    assert sorted(again.clock.waiting()) == sorted(world.clock.waiting())
    assert again.deliveries == world.deliveries != {}
    assert again.new_id("5765") == world.new_id("5765")
    assert again.chance.random() == world.chance.random()


def test_both_worlds_go_on_alike(tmp_path: Path) -> None:
    clock = wall()
    world = lived_in(clock)
    saving.save(world, tmp_path / "state")
    again = restarted(tmp_path / "state", clock)
    wire = GivenWire(lambda _: WireAnswer(200, 1.0))
    build(again, SimulatorOptions(), wire=wire)
    for each in (world, again):
        each.clock.advance(20 * 86_400, each.happen)
    assert {key: value for key, value in truth(again).items() if not key.startswith("webhook")} == {
        key: value for key, value in truth(world).items() if not key.startswith("webhook")
    }


def test_tokens_work_after_a_restart(tmp_path: Path) -> None:
    clock = wall()
    world = lived_in(clock)
    saving.save(world, tmp_path / "state")
    again = restarted(tmp_path / "state", clock)
    tokens.install(again)
    assert again.grant_by_access_token.keys() == world.grant_by_access_token.keys() != set()


def test_a_sku_is_one_object_from_its_product_and_from_its_shop(tmp_path: Path) -> None:
    clock = wall()
    saving.save(lived_in(clock), tmp_path / "state")
    for shop in restarted(tmp_path / "state", clock).shops.values():
        for product in shop.products.values():
            assert all(shop.skus[sku.id] is sku for sku in product.skus if sku.id in shop.skus)


def test_the_file_is_for_its_owner_alone_and_replaced_whole(tmp_path: Path) -> None:
    world = worlds.build("empty", 3, SimClock(wall()))
    for _ in range(2):
        saving.save(world, tmp_path / "state")
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["state"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\x80\x04\x95", b'{"format": 1', b"[]"])
def test_a_file_that_is_no_state_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "state").write_bytes(content)
    with pytest.raises(ConfigError, match="is not a state file"):
        saving.read(tmp_path / "state")


def test_a_state_of_another_format_says_which(tmp_path: Path) -> None:
    world = worlds.build("empty", 3, SimClock(wall()))
    saving.save(world, tmp_path / "state")
    written: dict[str, Any] = msgspec.json.decode((tmp_path / "state").read_bytes())
    (tmp_path / "state").write_bytes(msgspec.json.encode({**written, "format": 99}))
    with pytest.raises(ConfigError, match="format 99"):
        saving.read(tmp_path / "state")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere/state cannot be written"):
        saving.write_private(tmp_path / "nowhere" / "state", b"")
