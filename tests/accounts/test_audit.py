"""The audit log: a chain that shows what was changed, taken out, put in or cut off."""

from __future__ import annotations

import asyncio
import hashlib

import msgspec
import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.store import fetch
from shoplatch.store.engine import Store


async def write(accounts: Accounts, number: int = 5) -> None:
    for n in range(number):
        await accounts.audit.note("people.added", f"person {n}", actor="owner", detail="operator")


async def test_the_chain_holds_over_many_rows_and_names_its_head(accounts: Accounts) -> None:
    await write(accounts)
    found = await accounts.audit.verify()
    assert (found.ok, found.rows) == (True, 5)
    assert (await accounts.audit.verify(found.head)).ok


async def test_an_empty_log_is_whole(accounts: Accounts) -> None:
    assert (await accounts.audit.verify()).ok


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_log SET detail = 'owner' WHERE n = 3", 3),
        ("UPDATE audit_log SET actor = 'Mei' WHERE n = 1", 1),
        ("UPDATE audit_log SET at = at + interval '1 second' WHERE n = 4", 4),
        ("DELETE FROM audit_log WHERE n = 2", 3),
        ("UPDATE audit_log SET seal = (SELECT seal FROM audit_log WHERE n = 1) WHERE n = 2", 2),
    ],
)
async def test_what_somebody_changed_in_the_database_is_found(
    accounts: Accounts, store: Store, statement: str, broken_at: int
) -> None:
    await write(accounts)
    async with store.begin() as conn:
        await fetch.run(conn, statement)
    found = await accounts.audit.verify()
    assert not found.ok
    assert found.broken_at == broken_at
    assert found.why


async def test_a_chain_that_was_computed_anew_without_the_master_key_is_found(accounts: Accounts, store: Store) -> None:
    await write(accounts, 3)
    async with store.begin() as conn:
        rows = await _rows(conn)
        before = b"\x00" * 32
        for row in rows:
            texts = [row.actor, row.act, row.subject, row.outcome, "nothing", row.address]
            before = hashlib.sha256(msgspec.json.encode([row.n, before.hex(), row.at.isoformat(), *texts])).digest()
            await fetch.run(conn, "UPDATE audit_log SET detail = 'nothing', hash = %s WHERE n = %s", [before, row.n])
    found = await accounts.audit.verify()
    assert found.broken_at == 1
    assert "seal" in found.why


async def test_a_cut_at_the_end_shows_against_a_head_that_was_noted(accounts: Accounts, store: Store) -> None:
    await write(accounts)
    head = (await accounts.audit.verify()).head
    async with store.begin() as conn:
        await fetch.run(conn, "DELETE FROM audit_log WHERE n >= 4")
    assert (await accounts.audit.verify()).ok, "the chain alone cannot show it"
    found = await accounts.audit.verify(head)
    assert (found.ok, found.broken_at) == (False, 4)


async def test_many_processes_write_one_chain(accounts: Accounts) -> None:
    await asyncio.gather(*(accounts.audit.note("token.made", str(n), actor="owner") for n in range(20)))
    found = await accounts.audit.verify()
    assert (found.ok, found.rows) == (True, 20)


async def test_a_refusal_that_repeats_is_counted_and_not_written_each_time(accounts: Accounts, clock: object) -> None:
    for _ in range(50):
        await accounts.audit.note("sign_in.password", "Mei", actor="", outcome="refused", address="203.0.113.9")
    assert len(await accounts.audit.read()) == 1
    clock.advance(11)  # type: ignore[attr-defined]
    await accounts.audit.note("sign_in.password", "Mei", actor="", outcome="refused", address="203.0.113.9")
    newest = (await accounts.audit.read())[0]
    assert "49 more" in newest.detail


async def test_odd_and_long_texts_are_kept_as_they_can_be_and_the_chain_holds(accounts: Accounts) -> None:
    await accounts.audit.note("people.added", "a\x00b\ud800" + "x" * 900, actor="é漢", detail='"\\\n')
    assert (await accounts.audit.verify()).ok


async def _rows(conn: object) -> list[object]:
    from shoplatch.store import audit

    return list(await audit.after(conn, 0, 100))  # type: ignore[arg-type]
