"""From one master key to the next: nothing stays under the old one, nothing stays shut meanwhile, and a dead one goes on."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary

from shoplatch.accounts.audit import Audit
from shoplatch.accounts.key_sources import KEY_FILE, KeyFile
from shoplatch.accounts.keyring import new_key, one_key
from shoplatch.accounts.rotation import KEEP_FORMER, Rotation
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError, Conflict
from shoplatch.store import apps, connections, sealed
from shoplatch.store.engine import Store, driver
from shoplatch.store.schema import metadata
from tests.accounts.conftest import START
from tests.store.shops import CONNECTION, SHOP, add_shops

RECIPIENTS = 600
RECIPIENT = next(place for place in sealed.PLACES if place.table == "order_recipients")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def vault(home: Path) -> Vault:
    return Vault.open(home)


@pytest.fixture
def rotation(store: Store, vault: Vault, clock: SetClock) -> Rotation:
    return Rotation(store, vault, clock)


async def seal_everything(store: Store, vault: Vault, recipients: int = RECIPIENTS) -> None:
    """An app with two secrets, a connection with a pair, and many recipients; every value says where it belongs."""

    def value(owner: str, field: str) -> bytes:
        return vault.seal(f"{owner} {field}", owner=owner, field=field)

    await add_shops(store)
    async with store.begin() as conn:
        held = await connections.get(conn, CONNECTION)
        assert held is not None
        shop_id = SHOP
        app = await apps.get(conn, held.app_key)
        assert app is not None
        await apps.save(
            conn,
            dataclasses.replace(
                app,
                sealed_secret=value(app.app_key, "app_secret"),
                secret_fingerprint=vault.fingerprint(f"{app.app_key} app_secret"),
                sealed_secret_before=value(app.app_key, "app_secret"),
            ),
        )
        raw = await driver(conn)
        await raw.execute(
            "UPDATE connections SET sealed_access = %s, sealed_refresh = %s WHERE id = %s",
            [value(held.id, "access_token"), value(held.id, "refresh_token"), held.id],
        )
        orders = [(shop_id, f"{n:06}", value(f"{shop_id}/{n:06}", "recipient"), START) for n in range(recipients)]
        async with raw.cursor() as cursor:
            await cursor.executemany(
                "INSERT INTO order_recipients (shop_id, order_id, sealed, masked, updated_at) "
                "VALUES (%s, %s, %s, false, %s)",
                orders,
            )


async def opened(store: Store, vault: Vault) -> int:
    """Open every sealed value in its place and look that it is the one that belongs there; how many."""
    count = 0
    async with store.begin() as conn:
        for place in sealed.PLACES:
            for row in await sealed.not_under(conn, place, b"", after=None, limit=100_000):
                owner = place.owner_of(row.key)
                assert vault.unseal(row.sealed, owner=owner, field=place.field_of(row.key)) == f"{owner} {place.field}"
                count += 1
    return count


def test_every_column_of_sealed_values_is_a_place_that_rotates() -> None:
    """A new one that is missing here would be lost at the second rotation."""
    found = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name.startswith("seal")
    }
    assert found == {(place.table, place.column) for place in sealed.PLACES} | sealed.FLEETING


async def test_a_rotation_moves_every_value_and_changes_none(store: Store, vault: Vault, rotation: Rotation) -> None:
    await seal_everything(store, vault)
    before = vault.ring.current.name
    told: list[tuple[int, int]] = []
    turn = await rotation.rotate(progress=lambda done, total: told.append((done, total)))
    assert (turn.changed_key, turn.resealed, turn.left, turn.shut) == (True, RECIPIENTS + 4, 0, [])
    assert told[-1] == (RECIPIENTS + 4, RECIPIENTS + 4)
    status = await rotation.status()
    assert [(key.role, key.values) for key in status.keys] == [("current", RECIPIENTS + 4), ("former", 0)]
    assert status.keys[1].version == before
    assert status.left == 0
    assert await opened(store, vault) == RECIPIENTS + 4


async def test_a_process_that_seals_nothing_follows_by_looking(
    store: Store, home: Path, vault: Vault, rotation: Rotation
) -> None:
    await seal_everything(store, vault, 1)
    beside = Vault.open(home)
    await rotation.rotate()
    assert rotation.seen_in_s() == 3.0
    beside.look_again()
    await rotation.retire(at_once=True)
    assert rotation.seen_in_s() == 0.0
    beside.look_again()
    assert beside.unseal(vault.seal("x", owner="o", field="f"), owner="o", field="f") == "x"


async def test_the_new_key_alone_opens_everything_afterwards(store: Store, vault: Vault, rotation: Rotation) -> None:
    await seal_everything(store, vault, 10)
    given = new_key()
    await rotation.rotate(given)
    assert await opened(store, Vault.open(Path("/nowhere"), given)) == 14


async def test_fingerprints_follow_the_key_so_that_the_same_secret_still_looks_the_same(
    store: Store, vault: Vault, rotation: Rotation
) -> None:
    await seal_everything(store, vault, 1)
    await rotation.rotate()
    async with store.begin() as conn:
        (app,) = await apps.every(conn)
    assert app.secret_fingerprint == vault.fingerprint(f"{app.app_key} app_secret")
    assert app.secret_before_fingerprint == app.secret_fingerprint


async def test_the_seals_of_the_audit_log_follow_too(
    store: Store, vault: Vault, rotation: Rotation, clock: SetClock
) -> None:
    log = Audit(store, vault, clock)
    for number in range(12):
        await log.note("apps.add", str(number), actor="ada")
    assert (await rotation.rotate()).resealed == 12
    await rotation.retire(at_once=True)
    verified = await log.verify()
    assert (verified.rows, verified.why) == (12, "")


async def test_a_rotation_makes_no_forged_row_of_the_audit_log_right_and_a_key_dropped_by_hand_is_named(
    store: Store, vault: Vault, rotation: Rotation, home: Path, clock: SetClock
) -> None:
    log = Audit(store, vault, clock)
    for number in range(6):
        await log.note("apps.add", str(number), actor="ada")
    head = (await log.verify()).head
    async with store.begin() as conn:
        raw = await driver(conn)
        await raw.execute("UPDATE audit_log SET actor = 'eve' WHERE n = 3")
        await raw.execute("UPDATE audit_log SET seal = (SELECT seal FROM audit_log WHERE n = 1) WHERE n = 5")
    turn = await rotation.rotate()
    assert (turn.resealed, len(turn.shut)) == (5, 1), "a seal of another row does not open, and stays as it was found"
    broken = await log.verify()
    assert (broken.broken_at, broken.why) == (3, "the row does not fit its hash: it, or the one before, was changed")
    async with store.begin() as conn:
        await (await driver(conn)).execute("UPDATE audit_log SET actor = 'ada' WHERE n = 3")
    assert (await log.verify(head)).broken_at == 5
    kept = await rotation.retire(at_once=True)
    assert kept.retired == (), "it still seals one row, so nobody drops it by mistake"
    former = vault.ring.former[0].name
    KeyFile(home / KEY_FILE, ours=True).write(vault.ring.without(frozenset({vault.ring.former[0].version})).text())
    dropped = await Audit(store, Vault.open(home), clock).verify(head)
    assert dropped.broken_at == 5
    assert former in dropped.why


async def test_a_killed_rotation_is_continued_and_takes_no_third_key(
    store: Store, vault: Vault, rotation: Rotation, home: Path, clock: SetClock
) -> None:
    await seal_everything(store, vault)
    turned = vault.ring.rotated(one_key(new_key(), ""), clock.now())
    KeyFile(home / KEY_FILE, ours=True).write(turned.text())  # all that the dead one came to
    turn = await rotation.rotate()
    assert (turn.changed_key, turn.current, turn.resealed, turn.left) == (False, turned.current.name, RECIPIENTS + 4, 0)


async def test_the_worker_finishes_a_rotation_and_retires_the_former_key_when_its_hour_is_over(
    store: Store, vault: Vault, rotation: Rotation, home: Path, clock: SetClock
) -> None:
    await seal_everything(store, vault, 10)
    old = vault.ring.current.name
    KeyFile(home / KEY_FILE, ours=True).write(vault.ring.rotated(one_key(new_key(), ""), clock.now()).text())
    await rotation.tidy()
    assert (await rotation.status()).left == 0
    assert [key.name for key in vault.ring.former] == [old]
    clock.advance(KEEP_FORMER.total_seconds())
    await rotation.tidy()
    assert vault.ring.former == ()
    assert await opened(store, vault) == 14
    retired = (await rotation.status()).keys[-1]
    assert (retired.version, retired.role, retired.since) == (old, "retired", START + timedelta(hours=1))
    assert one_key((home / f"{KEY_FILE}.retired").read_text().splitlines()[1].split()[0], "").name == old


async def test_a_former_key_that_is_needed_is_never_retired(
    store: Store, vault: Vault, rotation: Rotation, home: Path, clock: SetClock
) -> None:
    await seal_everything(store, vault, 3)
    KeyFile(home / KEY_FILE, ours=True).write(vault.ring.rotated(one_key(new_key(), ""), clock.now()).text())
    done = await rotation.retire(at_once=True)
    assert done.retired == ()
    assert list(done.kept.values()) == ["7 values are sealed with it"]
    await rotation.reseal()
    assert "until 2026-03-02 10:30 UTC" in next(iter((await rotation.retire()).kept.values()))
    assert len((await rotation.retire(at_once=True)).retired) == 1


async def test_who_sealed_just_before_the_change_and_wrote_just_after_it_is_not_lost(
    store: Store, vault: Vault, rotation: Rotation, clock: SetClock
) -> None:
    await seal_everything(store, vault, 3)
    late = vault.seal("late", owner=f"{SHOP}/late", field="recipient")
    await rotation.rotate()
    async with store.begin() as conn:
        await (await driver(conn)).execute(
            "INSERT INTO order_recipients (shop_id, order_id, sealed, masked, updated_at) "
            "VALUES (%s, 'late', %s, false, %s)",
            [SHOP, late, START],
        )
    assert vault.unseal(late, owner=f"{SHOP}/late", field="recipient") == "late"
    clock.advance(KEEP_FORMER.total_seconds() + 1)
    assert len((await rotation.retire()).kept) == 1


async def test_damaged_swapped_and_truncated_values_are_named_and_left_alone(
    store: Store, vault: Vault, rotation: Rotation
) -> None:
    await seal_everything(store, vault, 5)
    async with store.begin() as conn:
        raw = await driver(conn)
        await raw.execute("UPDATE order_recipients SET sealed = set_byte(sealed, 90, 7) WHERE order_id = '000001'")
        await raw.execute("UPDATE order_recipients SET sealed = substr(sealed, 1, 60) WHERE order_id = '000002'")
        await raw.execute(
            "UPDATE order_recipients a SET sealed = b.sealed FROM order_recipients b "
            "WHERE a.order_id = '000003' AND b.order_id = '000004'"
        )
        stood = await sealed.not_under(conn, RECIPIENT, b"", after=None, limit=10)
    turn = await rotation.rotate()
    assert turn.resealed == 6
    assert turn.left == 3
    assert [said.split(":")[0].rpartition("/")[2] for said in turn.shut] == ["000001", "000002", "000003"]
    assert all("changed or belongs to another row" in said for said in turn.shut)
    async with store.begin() as conn:
        after = await sealed.not_under(conn, RECIPIENT, b"", after=None, limit=10)
    assert [row.sealed for row in after][1:4] == [row.sealed for row in stood][1:4]
    with pytest.raises(ConfigError, match="stays shut"):
        await opened(store, vault)


async def test_a_value_under_a_key_that_nobody_has_is_named_as_such(
    store: Store, vault: Vault, rotation: Rotation, tmp_path: Path
) -> None:
    await seal_everything(store, Vault.open(tmp_path / "elsewhere"), 2)
    status = await rotation.status()
    assert [(key.role, key.values) for key in status.unknown] == [("unknown", 6)]
    turn = await rotation.reseal()
    assert (turn.resealed, turn.left, len(turn.shut)) == (0, 6, 6)
    assert all("does not fit this database" in said for said in turn.shut)


async def test_a_key_made_ready_is_the_one_the_next_rotation_takes(
    store: Store, vault: Vault, rotation: Rotation, home: Path
) -> None:
    await seal_everything(store, vault, 2)
    ready = await rotation.prepare()
    elsewhere = Vault.open(Path("/nowhere"), (home / KEY_FILE).read_text())  # its file was copied to another machine
    assert (await rotation.rotate()).current == ready.name
    assert await opened(store, elsewhere) == 6


async def test_a_key_that_is_in_the_ring_already_is_refused(rotation: Rotation, vault: Vault, home: Path) -> None:
    used = (home / KEY_FILE).read_text().strip()
    with pytest.raises(ConfigError, match="in the ring already"):
        await rotation.rotate(used)
    with pytest.raises(ConfigError, match="stands twice"):
        await rotation.prepare(used)
    assert (home / KEY_FILE).read_text().strip() == used


async def test_one_at_a_time_changes_the_ring(store: Store, rotation: Rotation) -> None:
    async with store.begin() as conn:
        assert await sealed.hold_key_change(conn)
        with pytest.raises(Conflict, match="Another process"):
            await rotation.rotate()
    assert (await rotation.rotate()).changed_key


async def test_keys_of_a_setting_are_not_changed_and_everything_under_former_ones_is_sealed_anew(
    store: Store, tmp_path: Path, clock: SetClock
) -> None:
    first, second = new_key(), new_key()
    await seal_everything(store, Vault.open(tmp_path, first), 2)
    with pytest.raises(ConfigError, match="cannot write"):
        await Rotation(store, Vault.open(tmp_path, second), clock).prepare()
    both = Rotation(store, Vault.open(tmp_path, f"{second}, {first} former"), clock)
    turn = await both.rotate()
    assert (turn.changed_key, turn.resealed, turn.left) == (False, 6, 0)
    assert await opened(store, Vault.open(tmp_path, second)) == 6


@pytest.mark.parametrize("secrets", [2_500, pytest.param(10_000, marks=pytest.mark.long)])
async def test_thousands_of_secrets_rotate_under_load_and_no_call_fails(
    store: Store, vault: Vault, home: Path, clock: SetClock, secrets: int
) -> None:
    """Eight callers, each with a vault of its own as a process has one, open and seal all the while: through two rotations,
    through the retiring of both keys."""
    await seal_everything(store, vault, secrets)
    stop, calls = asyncio.Event(), 0

    async def work(number: int) -> None:
        nonlocal calls
        mine, n = Vault.open(home), number
        while not stop.is_set():
            n = (n * 7 + number) % secrets
            async with store.begin() as conn:
                owner = f"{SHOP}/{n:06}"
                (row,) = await sealed.not_under(conn, RECIPIENT, b"", after=(SHOP, f"{n - 1:06}"), limit=1)
                assert mine.unseal(row.sealed, owner=owner, field="recipient") == f"{owner} recipient"
                again = mine.seal(f"{owner} recipient", owner=owner, field="recipient")
                await sealed.replace(conn, RECIPIENT, [sealed.Resealed(row.key, row.sealed, again)])
            calls += 1

    workers = [asyncio.create_task(work(number)) for number in range(1, 9)]
    rotation = Rotation(store, vault, clock)
    try:
        for _ in range(2):
            turn = await rotation.rotate()
            assert (turn.left, turn.shut) == (0, [])
            assert turn.resealed > secrets // 2
            clock.advance(KEEP_FORMER.total_seconds())
            await rotation.tidy()
            assert not any(worker.done() for worker in workers), [worker for worker in workers if worker.done()]
    finally:
        stop.set()
        await asyncio.gather(*workers)
    await rotation.tidy()
    assert vault.ring.former == ()
    assert await opened(store, vault) == secrets + 4
    assert calls > 100
