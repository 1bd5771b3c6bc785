"""A thousand sellers on one installation: pages stay readable, each seller is found, tokens are renewed once each."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.console.web import PAGES
from shoplatch.store import connections
from shoplatch.store.connections import ShopSeen
from shoplatch.store.engine import Store
from tests.accounts.conftest import APP_KEY, BASE_URL, no_sleep
from tests.accounts.fake_tiktok import SECRET, FakeGrant, FakeTikTok
from tests.console.conftest import sign_in, visitor
from tests.console.house import KEY, HouseOfTests
from tests.journeys.platform import environment_of
from tests.journeys.terminal import staying

SELLERS = 1_000
PAGE_MAX_BYTES = 700_000
pytestmark = pytest.mark.long


def shop_of(number: int) -> dict[str, str]:
    return {
        "id": f"7490000000000{number:06}", "name": f"Shop {number:04}", "region": ("GB", "US", "DE")[number % 3],
        "seller_type": "LOCAL", "cipher": f"cipher-{number}", "code": f"CODE{number}",
    }  # fmt: skip


async def add_our_app(accounts: Accounts) -> None:
    await accounts.add_app(
        name="Agency", app_key=APP_KEY, app_secret=SECRET, service_id="7300000000000000001", environment="simulator",
        base_url=BASE_URL,
    )  # fmt: skip


async def furnished(accounts: Accounts, store: Store, clock: SetClock) -> None:
    """A thousand grants with a shop each, as consents would have left them."""
    await add_our_app(accounts)
    now, vault = clock.now(), Vault(KEY)
    async with store.begin() as conn:
        for number in range(SELLERS):
            id_ = f"grant-{number:04}"
            await connections.save(
                conn, id=id_, app_key=APP_KEY, kind="seller", open_id=id_, seller_name=f"Seller {number:04}",
                seller_base_region="GB", granted_scopes=["seller.order.info"],
                sealed_access=vault.seal("access", owner=id_, field="access_token"),
                sealed_refresh=vault.seal(f"refresh-{number:04}", owner=id_, field="refresh_token"),
                access_expires_at=now + timedelta(days=6), refresh_expires_at=now + timedelta(days=300), now=now,
            )  # fmt: skip
            await connections.save_shops(conn, id_, [ShopSeen(**shop_of(number))], now)


@pytest.fixture
async def owner(house: HouseOfTests, store: Store, clock: SetClock) -> AsyncIterator[httpx2.AsyncClient]:
    await furnished(house.accounts, store, clock)
    async with visitor(build(house)) as client:
        await sign_in(client, house)
        yield client


async def test_every_page_answers_and_lists_come_leaf_by_leaf(owner: httpx2.AsyncClient) -> None:
    sizes = {}
    for path in PAGES:
        if "{" not in path:
            answer = await owner.get(path)
            assert answer.status_code == 200, (path, answer.text[:300])
            sizes[path] = len(answer.content)
    assert {path: size for path, size in sizes.items() if size > PAGE_MAX_BYTES} == {}
    first, last = (await owner.get("/connections")).text, (await owner.get("/connections?leaf=20")).text
    assert "1,000 grants" in first
    assert (first.count('aria-label="Seller'), last.count('aria-label="Seller')) == (50, 50)
    assert "leaf=2" in first
    assert 'rel="next"' not in last
    assert (await owner.get("/connections?leaf=99999")).text.count('aria-label="Seller') == 50
    found = (await owner.get("/connections?find=shop+0777")).text
    assert found.count('aria-label="Seller') == 1
    assert "Nobody fits" in (await owner.get("/connections?find=nobody")).text
    assert "Seller 0003" in (await owner.get("/permissions?find=seller+0003")).text
    for path in ("/orders", "/inventory", "/"):
        one = await owner.get(f"{path}?shop={shop_of(500)['id']}")
        assert one.status_code == 200
        assert "Shop 0500" in one.text


def test_the_terminal_lists_them_all(clock: SetClock, database_url: str, tmp_path: Path) -> None:
    async def fill() -> None:
        async with (
            await Store.open(database_url, pool_max=2) as own,
            await Accounts.open(own, Vault(KEY), clock=clock, transport=FakeTikTok(clock, apps={})) as accounts,
        ):
            await furnished(accounts, own, clock)

    asyncio.run(fill())
    given = {"SHOPLATCH_DATABASE_URL": database_url, "SHOPLATCH_MASTER_KEY": base64.b64encode(KEY).decode()}
    said = staying().ask(
        ["--home", str(tmp_path / "home"), "shops", "--json"], environment_of(tmp_path / "home", **given), within_s=120
    )
    assert said.code == 0, said.err
    shops = json.loads(said.out)
    assert len({one["id"] for one in shops}) == SELLERS
    assert {one["state"] for one in shops} == {"active"}


async def test_a_thousand_tokens_are_renewed_once_each_by_two_processes(store: Store, clock: SetClock) -> None:
    """All of them end in the same hour; two processes look at the same moment, again and again."""
    tiktok = FakeTikTok(clock, apps={APP_KEY: SECRET})
    async with (
        await Accounts.open(store, Vault(KEY), clock=clock, transport=tiktok, sleep=no_sleep, budget=Unlimited()) as one,
        await Accounts.open(store, Vault(KEY), clock=clock, transport=tiktok, sleep=no_sleep, budget=Unlimited()) as two,
    ):
        await furnished(one, store, clock)
        tiktok.grants = [
            FakeGrant(f"grant-{number:04}", f"Seller {number}", [shop_of(number)], refresh=f"refresh-{number:04}")
            for number in range(SELLERS)
        ]
        assert await one.refresh_due() == 0, "all are fresh"
        clock.advance(6 * 86_400 - 600)
        renewed = await asyncio.gather(one.refresh_due(), two.refresh_due())
        assert sum(renewed) >= SELLERS
        assert tiktok.asked == {"refresh": SELLERS}, "each once, whoever of the two did it"
        assert all(grant.active and grant.access_expires_at > clock.now() for grant in await one.connections())
        assert await asyncio.gather(one.refresh_due(), two.refresh_due()) == [0, 0]
