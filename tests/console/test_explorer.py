"""Explorer, call log and explain pages on a simulated shop that was really connected."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape

import httpx2
import pytest

from shoplatch.catalog import reader
from shoplatch.client.signing import webhook_signature
from shoplatch.console.explorer_answer import COVERED, answer_of
from shoplatch.console.explorer_form import Input, call_of, inputs
from shoplatch.errors import InvalidRequest
from shoplatch.store import calls, fetch
from shoplatch.store.calls import CallRow
from shoplatch.store.engine import Store
from tests.console.conftest import NOW
from tests.console.town import CONSOLE, SIMULATOR, Running, Town, town_on
from tests.each import each


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Town]:
    """A town whose simulated seller has let us in."""
    async with town_on(store, Running(NOW)) as made:
        app = next(iter(made.world.apps.values()))
        await made.house.accounts.add_app(
            name="ours", app_key=app.key, app_secret=app.secret, service_id=app.service_id, environment="simulator",
            base_url=SIMULATOR,
        )  # fmt: skip
        await made.control(f"apps/{app.key}", {"redirect_url": f"{CONSOLE}/oauth/callback"})
        page = (await made.send("/connections/consent", app_key=app.key)).text
        link = re.search(r'href="(http://127\.0\.0\.1:8090/open/authorize[^"]+)"', page)
        assert link is not None
        approved = await made.person.get(link[1].replace("&amp;", "&"))
        await made.person.get(approved.headers["location"])
        yield made


async def run(town: Town, operation: str, act: str = "run", **fields: str) -> httpx2.Response:
    shop = (await town.house.accounts.shops())[0].id
    return await town.send("/explorer/run", **{"operation": operation, "shop": shop, "act": act, **fields})


async def test_a_read_is_called_and_explained_a_refusal_is_told_and_a_write_is_noted(town: Town) -> None:
    answer = await run(town, "logistics.get_warehouse_list")
    text = text_of(answer.text)
    assert answer.status_code == 200, text
    assert "The answer" in text
    assert "an id" in text
    assert "not in the catalog" not in text

    answer = await run(town, "product.get_product", **{"p.product_id": "1"})
    assert answer.status_code == 422
    assert re.search(r"code \d{8}", text_of(answer.text))

    answer = await run(
        town, "event.update_shop_webhook", **{"b.address": "https://x.example/h", "b.event_type": "PRODUCT_STATUS_CHANGE"}
    )
    assert answer.status_code == 200, text_of(answer.text)
    rows = await town.house.accounts.audit.read()
    assert ("explorer.write", "event.update_shop_webhook") in [(row.act, row.subject) for row in rows]


async def test_a_call_is_shown_without_secrets_and_what_is_wrong_is_told_before_it_is_sent(town: Town) -> None:
    answer = await run(town, "order.get_order_list", "show", **{"p.page_size": "5", "b.order_status": "UNPAID"})
    text = unescape(answer.text)
    app = next(iter(town.world.apps.values()))
    assert answer.status_code == 200
    for word in ("curl -X POST", "reply = client.call(", "shoplatch call order.get_order_list page_size=5", "HMAC-SHA256"):
        assert word in text, word
    assert app.secret not in text
    assert "The answer" not in text_of(answer.text), "nothing was sent"

    answer = await run(town, "order.get_order_list", **{"p.page_size": "five"})
    assert answer.status_code == 422
    assert "page_size is a whole number" in text_of(answer.text)
    assert 'value="five"' in answer.text

    answer = await town.send(
        "/explorer/run", operation="logistics.get_warehouse_list", shop="7495000000000000000", act="run"
    )
    assert answer.status_code in (404, 422)
    assert "The answer" not in text_of(answer.text)


async def test_a_write_in_a_real_shop_is_not_sent_without_the_tick(town: Town) -> None:
    async with town.house.store.begin() as conn:
        await fetch.run(conn, "UPDATE apps SET environment = 'production'")
    before = len(town.streets.carried)
    answer = await run(
        town, "event.update_shop_webhook", **{"b.address": "https://x.example/h", "b.event_type": "PRODUCT_STATUS_CHANGE"}
    )
    assert answer.status_code == 422
    assert "changes something in a real shop" in text_of(answer.text)
    assert len(town.streets.carried) == before


async def test_the_call_log_shows_what_was_called_to_those_who_may_see_it(town: Town) -> None:
    await run(town, "logistics.get_warehouse_list")
    await run(town, "product.get_product", **{"p.product_id": "1"})
    await town.house.accounts.call_log.flush()
    page = await town.page("/calls?outcome=failed")
    assert "product.get_product" in page
    assert "logistics.get_warehouse_list" not in re.sub(r"How long they took.*", "", page)
    async with town.house.store.begin() as conn:
        (failed, *_) = await calls.find(conn, calls.Which(outcome="failed"), limit=1)
    one = await town.page(f"/calls/{failed.id}")
    assert str(failed.code) in one
    assert str(failed.request_id) in one
    told = await town.page(f"/explain?what={failed.request_id}")
    assert "product.get_product" in told

    lone = CallRow(NOW, None, None, "authorization.get_authorized_shops", 200, 0, "lonely", 5, 1)
    async with town.house.store.begin() as conn:
        await calls.append(conn, [lone, replace(lone, request_id="second")])
        (one, *_) = await calls.find(conn, calls.Which(operation="authorized_shops"), limit=1)
    assert "lonely" in await town.page("/calls?operation=authorized_shops")
    shop = (await town.house.accounts.shops())[0].id
    token = await town.house.accounts.people.add("Mei", "operator", [shop])
    async with httpx2.AsyncClient(transport=town.person._transport, headers={"origin": CONSOLE}) as mei:
        assert (await mei.post(f"{CONSOLE}/sign-in", data={"token": token})).status_code == 303
        assert "lonely" not in (await mei.get(f"{CONSOLE}/calls?operation=authorized_shops")).text
        assert (await mei.get(f"{CONSOLE}/calls/{one.id}")).status_code == 404


async def test_a_pasted_call_is_judged_with_the_secrets_of_the_house_which_are_not_given_away(town: Town) -> None:
    shown = unescape((await run(town, "order.get_order_list", "show", **{"p.page_size": "5"})).text)
    curl = re.search(r"curl -X POST .*", shown)
    assert curl is not None
    command = curl[0].split("</pre>")[0]
    right = text_of((await town.send("/explain/call", source=command)).text)
    wrong = text_of((await town.send("/explain/call", source=command.replace("page_size=5", "page_size=6"))).text)
    assert "The signature is right" in right
    assert "The signature is right" not in wrong
    nonsense = await town.send("/explain/call", source="hello")
    assert nonsense.status_code == 422

    # Who may open the page could otherwise sign webhooks in the platform's name.
    app = next(iter(town.world.apps.values()))
    answer = await town.send("/explain/call", source='{"type": 1}', signature="0" * 64, app=app.key)
    assert webhook_signature(app.key, b'{"type": 1}', app.secret) not in answer.text


# --- forms, without a house ------------------------------------------------------------------------------------------


def leaves(of: tuple[Input, ...]) -> list[Input]:
    return [leaf for one in of for leaf in (leaves(one.inside) if one.kind == "group" else [one])]


@each(reader.operation_ids())
def test_every_operation_has_a_form_whose_examples_make_a_call(name: str) -> None:
    operation = reader.operation(name)
    made = inputs(operation, {}, examples=True)
    filled = {one.place: one.value for one in [*leaves(made["params"]), *leaves(made["body"])] if one.value}
    params, body = call_of(operation, filled, {}, "")
    named = {node.name for node in (*operation.path_params, *operation.query)}
    fields = set(operation.body.properties) if operation.body else set()
    assert set(params) <= named | fields
    assert body is None or set(body) <= fields


def test_nested_places_become_objects_and_lists() -> None:
    operation = reader.operation("product.update_inventory")
    given = {
        "p.product_id": "1729",
        "b.skus.0.id": "55",
        "b.skus.0.inventory.0.quantity": "7",
        "b.skus.0.inventory.0.warehouse_id": "",
    }
    assert call_of(operation, given, {}, "") == (
        {"product_id": "1729"},
        {"skus": [{"id": "55", "inventory": [{"quantity": 7}]}]},
    )
    assert call_of(operation, given, {}, '{"skus": []}')[1] == {"skus": []}
    with pytest.raises(InvalidRequest, match="no JSON"):
        call_of(operation, given, {}, "{")


def test_personal_data_is_covered_unless_it_is_asked_for() -> None:
    operation = reader.operation("order.get_order_detail")
    data = {"orders": [{"id": "5", "buyer_email": "canary@x.example", "create_time": 1795376349, "new": 1}]}
    closed, opened = (answer_of(operation, data, open_=open_) for open_ in (False, True))
    assert (closed.covered, opened.covered) == (1, 0)
    assert "canary" not in closed.text + str(closed.rows)
    assert "canary" in opened.text
    rows = {row.name: row for row in closed.rows}
    assert rows["buyer_email"].value == COVERED
    assert rows["create_time"].about == "22 Nov 2026 17:39:09 UTC" or "2026" in rows["create_time"].about
    assert rows["new"].known is False


async def test_a_logged_call_is_asked_again_with_what_was_kept_of_it(town: Town) -> None:
    shop = (await town.house.accounts.shops())[0].id
    asked = {"params": {"page_size": "17"}, "body": {"order_status": "DELIVERED"}, "left_out": []}
    line = CallRow(NOW, shop, "c", "order.get_order_list", 200, 0, "r-kept", 10, 1, parameters=asked)
    async with town.house.store.begin() as conn:
        await calls.append(conn, [line, replace(line, request_id="r-bare", parameters=None)])
        kept, bare = await calls.find(conn, calls.Which(operation="get_order_list"), limit=2)
        kept, bare = (kept, bare) if kept.request_id == "r-kept" else (bare, kept)
    page = (await town.person.get(f"{CONSOLE}/calls/{kept.id}")).text
    assert "17" in text_of(page)
    again = re.search(r'href="(/explorer\?[^"]*call=[^"]+)"', page)
    assert again is not None
    form = (await town.person.get(CONSOLE + unescape(again[1]))).text
    assert re.search(r'name="p\.page_size"[^>]*value="17"', form)
    assert "&#34;order_status&#34;: &#34;DELIVERED&#34;" in form
    assert "Not kept" in (await town.person.get(f"{CONSOLE}/calls/{bare.id}")).text
    other = (await town.person.get(f"{CONSOLE}/explorer?operation=product.search_products&call={kept.id}")).text
    assert 'value="17"' not in other
