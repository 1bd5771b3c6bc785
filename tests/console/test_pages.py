"""What the pages say about a shop whose contents we know."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape
from zoneinfo import ZoneInfo

import httpx2
import pytest
from sqlalchemy import insert, update

from shoplatch.console import build
from shoplatch.console.web import PAGES
from shoplatch.store import schema
from tests.console.conftest import NOW, Opened, sign_in, visitor
from tests.console.house import HouseOfTests, Wire, house_on
from tests.console.seeding import APP_KEY, GB, NAMES, US, Seeded, seed

LISTS = [path for path in PAGES if "{" not in path]
# A choice of path, one's own coming in, oneself, a list, and a form.
NEVER_EMPTY = {"/setup", "/audit", "/account", "/explorer", "/exports"}


def text_of(html: str) -> str:
    """What a reader reads: no tags, one blank between words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def counted_today(seeded: Seeded, shop_id: str) -> list[dict[str, object]]:
    """Orders that count as sold in the shop's own day."""
    zone = ZoneInfo({GB: "Europe/London", US: "America/Los_Angeles"}[shop_id])
    today = NOW.astimezone(zone).date()
    return [
        dict(rows.order)
        for rows in seeded.orders[shop_id]
        if isinstance(placed := rows.order["create_time"], datetime)
        and placed.astimezone(zone).date() == today
        and rows.order["status"] not in ("UNPAID", "CANCELLED")
    ]


def gross(orders: list[dict[str, object]]) -> Decimal:
    return sum((Decimal(str(of["sub_total"])) + Decimal(str(of["platform_discount"])) for of in orders), Decimal(0))


async def test_every_page_of_an_empty_installation_says_what_comes_here(page: Opened) -> None:
    shown = {path: await page(path) for path in LISTS if path not in NEVER_EMPTY}
    assert [path for path, html in shown.items() if 'class="empty' not in html] == [], "an empty state"
    assert [path for path, html in shown.items() if "Traceback" in html] == []


async def test_every_page_of_a_working_shop_opens(page: Opened, seeded: Seeded) -> None:
    assert [path for path in LISTS if "Shoplatch</title>" not in await page(path)] == []


async def test_gross_sales_are_per_currency_and_each_in_its_own_day(page: Opened, seeded: Seeded) -> None:
    html = await page("/")
    expected = {of: gross(counted_today(seeded, of)) for of in (GB, US)}
    assert expected[GB] > 0
    text = text_of(html)
    assert f"{expected[GB]:,.2f} GBP" in text
    assert f"{expected[US]:,.2f} USD" in text
    assert f"{expected[GB] + expected[US]:,.2f}" not in text, "two currencies are never one sum"


async def test_choosing_one_shop_leaves_the_other_out(page: Opened, seeded: Seeded) -> None:
    html = await page(f"/?shop={US}")
    assert "Europe/London" not in html
    assert f"/orders/{GB}/" not in html
    assert f"/orders/{US}/" in html


async def test_every_figure_explains_itself(page: Opened, seeded: Seeded) -> None:
    html = await page("/")
    cards = re.findall(r'<details class="why[^"]*" id="why-(gross|orders|ship|units|delay)">.*?</details>', html, re.S)
    assert sorted(cards) == ["delay", "gross", "orders", "ship", "units"]
    for card in re.findall(
        r'<details class="why[^"]*" id="why-(?:gross|orders|ship|units|delay)">.*?</details>', html, re.S
    ):
        assert {"Formula", "Clock", "Grain", "Freshness"} <= set(re.findall(r"<dt>(.*?)</dt>", card))


async def test_late_orders_are_counted_named_and_linked(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    waiting = [o for o in seeded.orders[GB] if o.order["status"] == "AWAITING_SHIPMENT"]
    assert len(waiting) >= 2
    before = text_of(await page("/"))
    async with house.store.begin() as conn:
        for rows in waiting[:2]:
            await conn.execute(
                update(schema.orders)
                .where(schema.orders.c.id == rows.order["id"])
                .values(rts_sla_time=NOW - timedelta(hours=3))
            )
    after = text_of(await page("/"))
    late = [
        int(found.group(1)) if (found := re.search(r"(\d+) orders? (?:is|are) past the ship-by time", t)) else 0
        for t in (before, after)
    ]
    assert late[1] == late[0] + 2 or late[1] - late[0] in (1, 2), late
    assert "3 h 0 min late" in after or "3 h late" in after


async def test_connections_that_need_someone_are_the_first_thing(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    async with house.store.begin() as conn:
        await conn.execute(
            update(schema.connections).values(
                state="needs_reauthorization", reason="The platform refused the refresh token."
            )
        )
    html = await page("/")
    needs = html[html.index('id="live_needs"') :]
    assert "has to authorize again" in needs
    assert "The platform refused the refresh token." in needs
    assert "Needs authorization" in html


async def test_failed_events_are_said_on_the_overview_and_listed(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    async with house.store.begin() as conn:
        await conn.execute(
            insert(schema.inbox).values(
                app_key=APP_KEY, dedupe_key="sha256:broken", type=0, shop_id="", received_at=NOW, body=b"{", state="failed",
                attempts=8, error="the body is not JSON",
            )
        )  # fmt: skip
    assert "1 event could not be worked" in text_of(await page("/"))
    listed = text_of(await page("/webhooks?state=failed"))
    assert "the body is not JSON" in listed
    assert "sha256:broken" in listed


async def test_events_that_nobody_works_are_said_on_the_overview(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    assert "No worker runs" not in text_of(await page("/"))
    async with house.store.begin() as conn:
        await conn.execute(
            insert(schema.inbox).values(
                app_key=APP_KEY, dedupe_key="waits", type=1, shop_id=GB, received_at=NOW - timedelta(minutes=7), body=b"{}"
            )
        )  # fmt: skip
    assert re.search(r"events? waits?, the oldest for 7 min No worker runs", text_of(await page("/")))


async def test_the_order_list_pages_forward_and_back_over_every_order_once(page: Opened, seeded: Seeded) -> None:
    path, seen, trail = "/orders", [], []
    while path:
        html = await page(path)
        trail.append(path)
        seen += re.findall(r'data-key="[^/"]+/(\d+)"', html)
        older = re.search(r'rel="next" href="([^"]+)"', html)
        newer = re.search(r'rel="prev" href="([^"]+)"', html)
        path = unescape(older.group(1)) if older else ""
    everything = {str(rows.order["id"]) for of in (GB, US) for rows in seeded.orders[of]}
    assert len(seen) == len(set(seen))
    assert set(seen) == everything
    assert len(trail) > 3
    assert newer is not None
    back = re.findall(r'data-key="[^/"]+/(\d+)"', await page(unescape(newer.group(1))))
    assert back == seen[(len(trail) - 2) * 50 : (len(trail) - 1) * 50]


async def test_orders_are_filtered_by_shop_status_id_and_day(page: Opened, seeded: Seeded) -> None:
    async def found(query: str) -> set[str]:
        return set(re.findall(r'data-key="[^/"]+/(\d+)"', await page(f"/orders?{query}")))

    ids = {str(rows.order["id"]): rows for rows in seeded.orders[US]}
    cancelled = {of for of, rows in ids.items() if rows.order["status"] == "CANCELLED"}
    assert await found(f"shop={US}&status=CANCELLED") == cancelled
    one = next(iter(ids))
    assert await found(f"q={one}") == {one}
    assert one in await found(f"q={one[:16]}")
    day = NOW.astimezone(ZoneInfo("America/Los_Angeles")).date() - timedelta(days=1)
    of_day = {
        of
        for of, rows in ids.items()
        if isinstance(placed := rows.order["create_time"], datetime)
        and placed.astimezone(ZoneInfo("America/Los_Angeles")).date() == day
    }
    assert of_day
    assert await found(f"shop={US}&since={day}&until={day}") == of_day


@pytest.mark.parametrize(
    ("query", "said"),
    [("q=abc", "digits only"), ("since=yesterday", "not a day"), ("status=LOST", "no status LOST")],
)
async def test_a_filter_that_makes_no_sense_is_named(page: Opened, seeded: Seeded, query: str, said: str) -> None:
    assert said in await page(f"/orders?{query}")


@pytest.mark.parametrize("path", ["/orders?at=garbage", "/orders?at=99999999999999.1.2", "/orders?at=-.."])
async def test_a_page_address_that_was_cut_is_refused_in_words(owner: httpx2.AsyncClient, seeded: Seeded, path: str) -> None:
    answer = await owner.get(path)
    assert answer.status_code == 400
    assert "not complete" in answer.text


async def test_a_shop_or_order_we_do_not_have_is_not_found(owner: httpx2.AsyncClient, seeded: Seeded) -> None:
    for path in ("/?shop=12345", f"/orders/{GB}/12345", "/orders/12345/12345"):
        answer = await owner.get(path)
        assert answer.status_code == 404, path


async def test_an_order_shows_its_money_adding_up_and_its_recipient_sealed(page: Opened, seeded: Seeded) -> None:
    rows = next(r for r in seeded.orders[US] if r.recipient is not None)
    html = await page(f"/orders/{US}/{rows.order['id']}")
    text = text_of(html)
    assert "adds up" in text
    assert f"{rows.order['total_amount']:,.2f}" in text
    assert "original_total_product_price − seller_discount − platform_discount" in text
    assert "sealed" in text


async def test_money_that_does_not_add_up_is_said_and_not_mended(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    order_id = str(seeded.orders[US][0].order["id"])
    async with house.store.begin() as conn:
        await conn.execute(
            update(schema.orders).where(schema.orders.c.id == order_id).values(total_amount=Decimal("999.99"))
        )
    text = text_of(await page(f"/orders/{US}/{order_id}"))
    assert "does not add up" in text
    assert "999.99" in text


async def test_the_timeline_tells_event_reread_row_in_that_order(page: Opened, seeded: Seeded) -> None:
    rows = next(r for r in seeded.orders[GB] if r.order["status"] == "ON_HOLD")
    html = await page(f"/orders/{GB}/{rows.order['id']}")
    kinds = re.findall(r'<li class="(event|call|row)', html)
    assert kinds == ["event", "call", "row"] * 2
    assert "after it arrived" in html


async def test_the_raw_view_shows_what_was_kept_and_escapes_it(page: Opened, seeded: Seeded) -> None:
    order_id = str(seeded.orders[GB][0].order["id"])
    html = await page(f"/orders/{GB}/{order_id}?raw=1")
    assert f"&#34;id&#34;: &#34;{order_id}&#34;" in html


async def test_names_from_outside_are_escaped(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    async with house.store.begin() as conn:
        await conn.execute(update(schema.products).values(title='<script>alert("x")</script>'))
        await conn.execute(update(schema.shops).where(schema.shops.c.id == GB).values(name="<b>Nori</b>"))
    for path in ("/products", "/inventory", "/", "/orders"):
        html = await page(path)
        assert "<script>alert" not in html
        assert "<b>Nori" not in html


async def test_products_and_stock_are_found_by_words(page: Opened, seeded: Seeded) -> None:
    text = text_of(await page("/products?q=clay"))
    assert "Overnight Clay Mask" in text
    assert "Gua Sha" not in text
    assert "NS-20" in text_of(await page(f"/inventory?shop={GB}&q=ns-20"))
    assert "No product matches" in await page("/products?q=%25")


async def test_stock_that_runs_out_is_named_with_its_hours(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    assert re.search(r"Vitamin C Serum · 30 ml (sells out in|is sold out)", text_of(await page("/")))


async def test_the_footer_tells_world_and_clock_of_a_simulator(house: HouseOfTests) -> None:
    later = NOW + timedelta(days=3)
    async with house_on(house.store, house.clock, Wire(later)) as simulated:
        await seed(simulated.store, simulated.accounts, NOW, environment="simulator", per_day=6, days=1)
        async with visitor(build(simulated)) as client:
            await sign_in(client, simulated)
            await client.get("/")
            html = (await client.get("/")).text
    footer = text_of(html[html.index('id="live_footer"') :].split("</footer>")[0].split(">", 1)[1])
    assert footer == "Simulator · world demo clock 25 Nov 2026 14:05 GMT"
    assert "38 days left on the grant" in text_of(html), "the page lives in the simulator's time"


async def test_a_simulator_that_is_silent_is_said_to_be(house: HouseOfTests) -> None:
    async with house_on(house.store, house.clock, Wire(None)) as simulated:
        await seed(simulated.store, simulated.accounts, NOW, environment="simulator", per_day=6, days=1)
        async with visitor(build(simulated)) as client:
            await sign_in(client, simulated)
            assert "does not answer" in (await client.get("/")).text


async def test_times_of_a_us_shop_are_in_its_zone(page: Opened, seeded: Seeded) -> None:
    rows = next(r for r in seeded.orders[US] if r.order["status"] == "ON_HOLD" or r.order["status"] == "AWAITING_SHIPMENT")
    placed = rows.order["create_time"]
    assert isinstance(placed, datetime)
    html = await page(f"/orders/{US}/{rows.order['id']}")
    assert f"{placed.astimezone(ZoneInfo('America/Los_Angeles')):%H:%M:%S} PST" in html
    assert placed.astimezone(UTC).isoformat() in html


async def test_the_navigation_shows_only_pages_that_exist(owner: httpx2.AsyncClient, seeded: Seeded) -> None:
    html = (await owner.get("/")).text
    links = set(re.findall(r'href="(/[^"#]*)"', html[: html.index("</nav>")]))
    for link in links:
        assert (await owner.get(unescape(link))).status_code == 200, link
    assert NAMES[GB] in html


async def test_the_lines_of_an_order_stand_in_six_columns_with_the_sku_beneath_the_product(
    page: Opened, seeded: Seeded
) -> None:
    """Seven did not fit beside the payment on a screen 1,280 wide: prices were cut off."""
    rows = seeded.orders[GB][0]
    html = await page(f"/orders/{GB}/{rows.order['id']}")
    lines = html.partition('id="live_lines"')[2].partition("</section>")[0]
    assert len(re.findall(r"<th\b", lines)) == 6
    assert f'<span class="mono">{rows.lines[0]["seller_sku"]}</span>' in lines


async def test_a_stream_that_is_read_whole_has_no_day_it_begins_at(page: Opened, seeded: Seeded) -> None:
    html = await page("/sync")
    assert "2015" not in html
    assert "2014" not in html
