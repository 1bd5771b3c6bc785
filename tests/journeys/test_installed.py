"""Each extra is enough by itself, in an environment of its own: what a stranger installs is what they need, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.elsewhere import wheel, with_extra

pytestmark = pytest.mark.long

PROJECT = """
import asyncio, hashlib, hmac
import pytest
from shoplatch.client import AsyncClient, Client

def client(shop, kind=Client):
    return kind(shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher)

@pytest.mark.parametrize("turn", range(4))
def test_orders_are_read(tiktok_shop, tiktok_order, turn):
    order = tiktok_order(status="AWAITING_SHIPMENT")
    with client(tiktok_shop) as api:
        assert [one["id"] for one in api.call("order.get_order_list", page_size=20).items()] == [order.id]

def test_a_webhook_is_signed(tiktok_shop, tiktok_order, assert_webhook):
    order = tiktok_order()
    hook = assert_webhook("ORDER_STATUS_CHANGE", order_id=order.id)
    message = tiktok_shop.app_key.encode() + hook.raw
    assert hook.authorization == hmac.new(tiktok_shop.app_secret.encode(), message, hashlib.sha256).hexdigest()

def test_an_async_client_works_as_well(tiktok_shop, tiktok_order, tiktok_clock):
    async def walk():
        order = await tiktok_order.place_async()
        await tiktok_clock.advance_async(hours=2)
        async with client(tiktok_shop, AsyncClient) as api:
            return order, (await api.call("order.get_order_detail", ids=[order.id])).items()[0]
    order, read = asyncio.run(walk())
    assert (read["id"], read["status"]) == (order.id, "AWAITING_SHIPMENT")

@pytest.mark.tiktok_world("demo", seed=3)
@pytest.mark.parametrize("turn", range(3))
def test_a_busy_world_is_there_each_time(tiktok_shop, tiktok_chaos, turn):
    assert tiktok_shop.ask("GET", "truth")["orders"] > 300
    tiktok_chaos("unavailable", times=1)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(tmp_path_factory.mktemp("wheel"))


def test_the_base_calls_and_lists_and_names_what_is_missing(built: Path, tmp_path: Path) -> None:
    alone = with_extra(tmp_path, built)
    for package in ("fastapi", "uvicorn", "sqlalchemy", "psycopg", "jinja2", "pytest", "cryptography"):
        assert alone.lacks(package), package
    assert "shoplatch" in alone.run("-m", "shoplatch", "--help").stdout
    assert "order.get_order_list" in alone.run("-m", "shoplatch", "operations", "list", "--json").stdout
    code = (
        "from shoplatch.client import AsyncClient, Client; from shoplatch.catalog import reader; print(len(reader.heads()))"
    )
    assert int(alone.run("-c", code).stdout) > 500
    for command, extra in (("simulator", "simulator"), ("serve", "platform"), ("demo", "platform,simulator")):
        refused = alone.run("-m", "shoplatch", command, check=False)
        assert refused.returncode == 2, refused.stdout + refused.stderr
        assert f'pip install "shoplatch[{extra}]"' in refused.stderr
        assert "Traceback" not in refused.stderr


def test_the_simulator_runs_with_its_extra_alone_and_the_client_calls_it(built: Path, tmp_path: Path) -> None:
    alone = with_extra(tmp_path, built, "simulator")
    for package in ("fastapi", "sqlalchemy", "psycopg", "procrastinate", "pytest"):
        assert alone.lacks(package), package
    told = alone.run("-c", CALL_A_SIMULATOR)
    assert told.stdout.split()[-1] == "20"


CALL_A_SIMULATOR = """
import json, pathlib, subprocess, sys, time
ready = pathlib.Path("ready.json")
command = [sys.executable, "-m", "shoplatch", "simulator", "--port", "0", "--ready-file", str(ready)]
process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
try:
    while not ready.exists():
        assert process.poll() is None
        time.sleep(0.02)
    told = json.loads(ready.read_text())
    from shoplatch.client import Client
    with Client(told["app_key"], told["app_secret"], told["access_token"],
                base_url=told["base_url"], shop_cipher=told["shop_cipher"]) as shop:
        print(len(shop.call("order.get_order_list", page_size=20).items()))
finally:
    process.terminate()
    assert process.wait(20) == 0
"""


def test_a_strangers_project_tests_against_the_plugin(built: Path, tmp_path: Path) -> None:
    alone = with_extra(tmp_path, built, "testing", more=("pytest-xdist",))
    for package in ("fastapi", "sqlalchemy", "psycopg", "hypothesis", "pytest_asyncio"):
        assert alone.lacks(package), package
    (alone.home / "test_shop.py").write_text(PROJECT)
    for workers in ("0", "2"):
        done = alone.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "-n", workers, timeout=300)
        assert "9 passed" in done.stdout, done.stdout


def test_the_platform_comes_without_the_simulator(built: Path, tmp_path: Path) -> None:
    alone = with_extra(tmp_path, built, "platform")
    for package in ("pytest", "hypothesis"):
        assert alone.lacks(package), package
    assert "--role" in alone.run("-m", "shoplatch", "serve", "--help").stdout
    alone.run("-c", "import shoplatch.app, shoplatch.console, shoplatch.store.schema, shoplatch.sync")
