"""The pytest plugin in somebody else's project: fresh worlds, sync and async, in several processes, free of cost unused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

pytest_plugins = ["pytester"]

PROJECT = """
import asyncio, hashlib, hmac, json, time, urllib.parse, urllib.request
import pytest

def call(shop, method, path, body=None, **query):
    query |= {"app_key": shop.app_key, "timestamp": str(int(time.time())), "shop_cipher": shop.shop_cipher}
    raw = b"" if body is None else json.dumps(body).encode()
    text = shop.app_secret + path + "".join(name + query[name] for name in sorted(query))
    sign = hmac.new(shop.app_secret.encode(), text.encode() + raw + shop.app_secret.encode(), hashlib.sha256).hexdigest()
    url = f"{shop.base_url}{path}?{urllib.parse.urlencode({**query, 'sign': sign})}"
    headers = {"x-tts-access-token": shop.access_token, "content-type": "application/json"}
    request = urllib.request.Request(url, raw or None, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)

def orders(shop):
    return call(shop, "POST", "/order/202309/orders/search", {}, page_size="20")["data"]

@pytest.mark.parametrize("turn", range(3))
def test_each_test_has_a_world_of_its_own(tiktok_shop, tiktok_order, turn):
    assert orders(tiktok_shop)["total_count"] == 0
    order = tiktok_order(status="AWAITING_SHIPMENT")
    assert [one["id"] for one in orders(tiktok_shop)["orders"]] == [order.id]

def test_an_order_can_be_pushed_and_its_webhooks_are_caught(tiktok_shop, tiktok_order, assert_webhook):
    order = tiktok_order().advance(to="DELIVERED")
    hook = assert_webhook("ORDER_STATUS_CHANGE", order_id=order.id, order_status="DELIVERED")
    expected = hmac.new(tiktok_shop.app_secret.encode(), tiktok_shop.app_key.encode() + hook.raw, hashlib.sha256)
    assert hook.authorization == expected.hexdigest()
    assert_webhook.none(12)

def test_a_webhook_that_does_not_come_says_what_came(tiktok_order, assert_webhook):
    tiktok_order()
    assert_webhook(1)
    with pytest.raises(AssertionError, match="No webhook 1 with"):
        assert_webhook(1, within_s=0.05, order_status="NEVER")

def test_time_passes_when_told(tiktok_order, tiktok_clock, assert_webhook):
    before = tiktok_clock.now
    order = tiktok_order()
    assert (tiktok_clock.advance(hours=1, minutes=1) - before).total_seconds() >= 3660
    assert_webhook(1, order_id=order.id, order_status="AWAITING_SHIPMENT")

def test_calls_go_wrong_when_told(tiktok_shop, tiktok_chaos):
    tiktok_chaos("rate_limited", operation="order.get_order_list", times=1)
    with pytest.raises(urllib.error.HTTPError) as refused:
        orders(tiktok_shop)
    refused.value.close()
    assert refused.value.code == 429
    assert orders(tiktok_shop)["total_count"] == 0
    assert tiktok_chaos.rules()[0]["struck"] == 1

def test_a_world_can_be_kept_and_brought_back(tiktok_shop, tiktok_order):
    tiktok_shop.snapshot("quiet")
    tiktok_order()
    tiktok_shop.restore("quiet")
    assert orders(tiktok_shop)["total_count"] == 0
    assert tiktok_shop.requests("get_order_list")[-1]["code"] == 0
    assert tiktok_shop.trigger(12, return_type="REFUND")["data"]["return_type"] == "REFUND"

@pytest.mark.tiktok_world("empty", seed=9)
def test_another_world_by_marker(tiktok_shop):
    assert tiktok_shop.ready["world"] == "empty"
    assert tiktok_shop.ask("GET", "truth")["products"] == 0

@pytest.mark.tiktok_world("stocked", markets=("BR", "JP"))
def test_shops_of_other_markets_by_marker(tiktok_shop, tiktok_order):
    assert [shop["region"] for shop in tiktok_shop.shops] == ["GB", "US", "BR", "JP"]
    japan = tiktok_shop.shop_in("JP")
    order = tiktok_order(shop_id=japan["id"], status="AWAITING_SHIPMENT")
    tiktok_shop.ready["shop_cipher"] = japan["cipher"]
    assert orders(tiktok_shop)["orders"][0]["payment"]["currency"] == "JPY"
    with pytest.raises(KeyError, match="no shop in TH: there are GB, US, BR, JP"):
        tiktok_shop.shop_in("TH")

def test_a_fresh_world_is_quick(tiktok_playground):
    tiktok_playground.fresh()
    began = time.perf_counter()
    for _ in range(5):
        tiktok_playground.fresh()
    print("FRESH", (time.perf_counter() - began) / 5)

async def answer_one(reader, writer, taken):
    head = await reader.readuntil(b"\\r\\n\\r\\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\\r\\n")[0])
    taken.append(json.loads(await reader.readexactly(length)))
    writer.write(b"HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n")
    await writer.drain()
    writer.close()
    await writer.wait_closed()

def test_an_async_test_can_receive_webhooks_itself(tiktok_shop, tiktok_order, tiktok_clock, assert_webhook):
    async def scenario():
        taken = []
        server = await asyncio.start_server(lambda r, w: answer_one(r, w, taken), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        await asyncio.to_thread(tiktok_shop.webhooks_to, f"http://127.0.0.1:{port}/hooks")
        order = await tiktok_order.place_async()
        await tiktok_clock.advance_async(hours=2)
        hook = await assert_webhook.wait_async(1, order_id=order.id, order_status="AWAITING_SHIPMENT")
        server.close()
        await server.wait_closed()
        return taken, hook
    taken, hook = asyncio.run(scenario())
    assert hook.body in taken
    assert hook.status == 200
"""


def test_it_works_in_a_project_of_strangers(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PROJECT)
    done = pytester.runpytest_subprocess(
        "-p", "shoplatch.testing.plugin", "-p", "no:randomly", "-p", "no:cacheprovider", "-q"
    )
    done.assert_outcomes(passed=12)


def test_each_worker_has_a_simulator_of_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("turn", range(8))
        def test_world(tiktok_order, tiktok_shop, turn):
            for _ in range(3):
                tiktok_order()
            assert tiktok_shop.ask("GET", "truth")["orders"] == 3
        """
    )
    done = pytester.runpytest_subprocess("-p", "shoplatch.testing.plugin", "-p", "no:cacheprovider", "-q", "-n", "2")
    done.assert_outcomes(passed=8)


def test_a_project_that_does_not_use_it_loads_nothing_of_the_simulator() -> None:
    code = "import sys, shoplatch.testing.plugin; print(sorted(m for m in sys.modules if m.startswith('shoplatch')))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "['shoplatch', 'shoplatch.testing', 'shoplatch.testing.plugin']"


def test_it_uses_the_simulator_the_catalog_and_the_clock_alone() -> None:
    graph = grimp.build_graph("shoplatch", cache_dir=None)
    used: set[str] = set()
    for module in ("shoplatch.testing.plugin", "shoplatch.testing.desk", *graph.find_descendants("shoplatch.testing.desk")):
        used |= graph.find_modules_directly_imported_by(module)
    rooms = {module.split(".")[1] for module in used} - {"testing"}
    assert rooms == {"simulator", "catalog", "clock"}
    assert all(
        module.startswith(("shoplatch.testing.desk", "shoplatch.testing.plugin")) for module in used if ".testing." in module
    )


def test_it_is_found_by_pytest_without_being_named() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    points = project["entry-points"]["pytest11"]
    modules = ("shoplatch.testing.plugin", "shoplatch.testing.scenario_plugin")
    assert points == {module: module for module in modules}
    assert "shoplatch[simulator]" in project["optional-dependencies"]["testing"]
