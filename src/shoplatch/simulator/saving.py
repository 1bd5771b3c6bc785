"""A world written to a file and read back: JSON of its records, never code.

What is made from the seed (the archive of a long history, the behaviours) is made again by the world's own builder; the file
holds what has happened since. The file carries tokens and secrets of the simulated apps, so it is for its owner only.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from shoplatch.errors import ConfigError
from shoplatch.simulator.clock import Due, SimClock
from shoplatch.simulator.refilling import Refill
from shoplatch.simulator.state.aftersales import ReturnOrder, return_book
from shoplatch.simulator.state.books import Book
from shoplatch.simulator.state.creators import Affiliates
from shoplatch.simulator.state.money import Payment, Statement, Withdrawal, payment_book, statement_book, withdrawal_book
from shoplatch.simulator.state.parties import App, AuthCode, Grant, Seller, Shop
from shoplatch.simulator.state.partner import PartnerCenter
from shoplatch.simulator.state.sales import Cancellation, Order, Package, cancellation_book, order_book, package_book
from shoplatch.simulator.state.traces import Delivery, Tally
from shoplatch.simulator.state.world import World

FORMAT = 1
_BOOKS: dict[Any, Callable[[], Book[Any]]] = {
    Order: order_book,
    Package: package_book,
    Cancellation: cancellation_book,
    ReturnOrder: return_book,
    Statement: statement_book,
    Payment: payment_book,
    Withdrawal: withdrawal_book,
}


class Saved(msgspec.Struct):
    """What a state file holds."""

    format: int
    name: str
    seed: int
    born_at: int
    offset_s: int
    serial: int
    chance: tuple[int, tuple[int, ...], float | None]
    apps: dict[str, App]
    sellers: dict[str, Seller]
    shops: dict[str, Shop]
    grants: dict[str, Grant]
    auth_codes: dict[str, AuthCode]
    deliveries: dict[str, Delivery]
    tally: Tally
    dues: list[Due]
    now: int = 0  # virtual Unix seconds of the moment it was written
    shelved: dict[str, bytes] = {}  # uploads, base64
    affiliates: Affiliates | None = None  # None in files from before there were creators
    partner: PartnerCenter | None = None  # None in files from before there was one: that of the world's builder stays


def save(world: World, file: Path) -> None:
    """Write the world, whole or not at all, readable by its owner alone."""
    write_private(file, snapshot(world))


def snapshot(world: World) -> bytes:
    """The world as text: what a state file holds. Two snapshots share nothing with the world or each other."""
    version, inner, gauss = world.chance.getstate()
    saved = Saved(
        format=FORMAT,
        name=world.name,
        seed=world.seed,
        born_at=world.born_at,
        offset_s=world.clock.offset_s,
        serial=world.serial,
        chance=(version, tuple(inner), gauss),
        apps=world.apps,
        sellers=world.sellers,
        shops=world.shops,
        grants=world.grants,
        auth_codes=world.auth_codes,
        deliveries=world.deliveries,
        tally=world.tally,
        shelved=world.shelved.files,
        dues=sorted(world.clock.waiting()),
        now=world.clock.now(),
        partner=world.partner,
        affiliates=world.affiliates,
    )
    return msgspec.json.encode(saved, enc_hook=_outline)


def read(file: Path) -> Saved:
    """What a state file holds.

    Raises:
        ConfigError: the file cannot be read, or is not a state file of this format.
    """
    try:
        content = file.read_bytes()
    except OSError as failure:
        raise ConfigError(f"The state file {file} cannot be read: {failure.strerror}") from failure
    return parse(content, str(file))


def parse(content: bytes, called: str) -> Saved:
    """A snapshot, read; `called` is what a complaint names.

    Raises:
        ConfigError: it is not a snapshot, or not of this format.
    """
    try:
        saved = _refill()(content)
    except (msgspec.DecodeError, ValueError, TypeError, RecursionError) as broken:
        raise ConfigError(
            f"{called} is not a state file of this simulator", next_step="Name another file, or move this one away."
        ) from broken
    if saved.format != FORMAT:
        raise ConfigError(f"{called} has format {saved.format}; this simulator reads format {FORMAT}")
    return saved


def restore(saved: Saved, world: World) -> None:
    """Put what was saved into a world freshly built with the same name, seed and moment of birth."""
    for shop_id, shop in saved.shops.items():
        built = world.shops.get(shop_id)
        if built is not None:
            shop.orders.archive = built.orders.archive
            shop.packages.archive = built.packages.archive
            shop.cancellations.archive = built.cancellations.archive
        for product in shop.products.values():  # one SKU is one object, found from its product and from its shop
            product.skus = [shop.skus.get(sku.id, sku) for sku in product.skus]
    world.apps, world.sellers, world.shops = saved.apps, saved.sellers, saved.shops
    world.grants, world.auth_codes = saved.grants, saved.auth_codes
    world.deliveries, world.tally = saved.deliveries, saved.tally
    world.partner = saved.partner or world.partner
    world.affiliates = saved.affiliates or Affiliates()
    world.shelved.files = saved.shelved
    world.serial = saved.serial
    world.chance.setstate(saved.chance)
    world.clock.restore(saved.offset_s, saved.dues)


def twin(content: bytes, world: World) -> World:
    """Another world, as this one was when the snapshot was taken: for looking at, on this clock. Nothing is due in it."""
    saved = parse(content, "The snapshot")
    other = World(world.name, world.seed, SimClock(world.clock.wall, offset_s=world.clock.offset_s))
    other.born_at, other.base_url, other.switches = world.born_at, world.base_url, world.switches
    other.shops = dict(world.shops)
    restore(saved, other)
    other.clock.restore(world.clock.offset_s, [])
    return other


def write_private(file: Path, content: bytes) -> None:
    """Replace a file in one step; mode 0600 from the first byte.

    Raises:
        ConfigError: the folder cannot be written to.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.{random.getrandbits(32):08x}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, file)
    except OSError as failure:
        draft.unlink(missing_ok=True)
        raise ConfigError(
            f"{file} cannot be written: {failure.strerror}", next_step="Check that its folder exists and has room."
        ) from failure


def _outline(thing: Any) -> Any:
    if isinstance(thing, Book):
        return {"live": list(thing.live()), "thawed": sorted(thing.thawed)}
    raise TypeError(f"{type(thing).__name__} has no place in a state file")


@cache
def _refill() -> Refill[Saved]:
    return Refill(Saved, _BOOKS)
