"""The security review: what is old, unused, wide or weak is named; what is right is said too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.review import Finding, Review, Weak, due
from shoplatch.clock import SetClock
from shoplatch.store import fetch
from shoplatch.store.engine import Store
from tests.accounts.conftest import connect
from tests.accounts.fake_tiktok import FakeGrant, FakeTikTok

DAY_S = 86_400
GOOD = Weak("https://shop.example", "127.0.0.1", ("127.0.0.1/32",), 44, database_embedded=False, key_beside_database=False)


def about(found: list[Finding], words: str) -> Finding:
    fitting = [one for one in found if words in f"{one.what} {one.why} {one.do}"]
    assert fitting, [one.what for one in found]
    return fitting[0]


async def test_a_fresh_and_tight_installation_has_nothing_to_act_on(
    accounts: Accounts, store: Store, clock: SetClock
) -> None:
    found = await Review(store, accounts, clock, GOOD).look()
    assert {one.tone for one in found} == {"good"}


@pytest.mark.parametrize(
    ("weak", "words"),
    [
        (replace(GOOD, public_url="http://shop.example"), "passwords and sessions"),
        (replace(GOOD, public_url="http://127.0.0.1:8400", host="0.0.0.0"), "without TLS"),
        (replace(GOOD, trusted_proxies=("0.0.0.0/0",)), "limits on guessing"),
        (replace(GOOD, metrics_token_chars=6), "metrics token"),
        (replace(GOOD, key_beside_database=True), "master key"),
    ],
)
async def test_a_weak_setting_is_named_with_what_to_do(
    accounts: Accounts, store: Store, clock: SetClock, weak: Weak, words: str
) -> None:
    one = about(await Review(store, accounts, clock, weak).look(), words)
    assert one.tone in ("bad", "warn")
    assert one.do


async def test_old_secrets_idle_tokens_unused_grants_and_scopes_are_named(
    accounts: Accounts, app: App, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    grant = FakeGrant("seller-9", "Nori", [], scopes=["seller.order.info", "seller.promotion.info"])
    await connect(accounts, tiktok, grant)
    await accounts.people.all()
    await accounts.people.make_token("owner", "nightly", ["people"], days=365)
    clock.advance(200 * DAY_S)
    found = await Review(store, accounts, clock, GOOD).look()
    assert "200 days old" in about(found, "The secret of").what
    assert about(found, "was not used for 30 days").area == "grants"
    assert "seller.promotion.info" in about(found, "scopes that nothing uses").why
    assert about(found, "lacks").tone == "bad"
    assert about(found, "nightly").do.startswith("shoplatch people tokens --end")
    assert about(found, "holds people").tone == "warn"


async def test_a_changed_audit_log_is_acted_on_first(accounts: Accounts, store: Store, clock: SetClock) -> None:
    for n in range(3):
        await accounts.audit.note("people.added", str(n), actor="owner")
    async with store.begin() as conn:
        await fetch.run(conn, "UPDATE audit_log SET subject = 'x' WHERE n = 2")
    found = await Review(store, accounts, clock, GOOD).look()
    assert (found[0].tone, found[0].area) == ("bad", "audit")


async def test_a_review_is_kept_dated_and_due_again_after_ninety_days(
    accounts: Accounts, store: Store, clock: SetClock
) -> None:
    review = Review(store, accounts, clock, GOOD)
    assert await review.last() is None
    await review.keep("owner")
    last = await review.last()
    assert last is not None
    assert (last.by, last.at) == ("owner", clock.now())
    assert (await accounts.audit.read())[0].act == "security.reviewed"
    assert not due(last.at, clock.now())
    assert due(last.at, clock.now() + timedelta(days=90))
    assert due(None, datetime.now(clock.now().tzinfo))
