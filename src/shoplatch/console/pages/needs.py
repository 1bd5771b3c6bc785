"""What needs a person, the most pressing first: late orders, lost grants, failed events, stock that runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.accounts.recovery import LostConsent
from shoplatch.accounts.review import due
from shoplatch.accounts.roles import AUDIT
from shoplatch.console import words
from shoplatch.console.desk import SOON, Ask, Desk, Frame, ShopView
from shoplatch.store import read
from shoplatch.store.hooks import deliveries, endpoints
from shoplatch.store.read.troubles import Trouble, of_house, troubles

STANDS_STILL = timedelta(minutes=2)  # an event is worked within seconds where a worker runs
GRANT_ENDS = timedelta(days=30)  # webhook 7 starts 30 days before the end too (platform.md section 3.4)


@dataclass(frozen=True, slots=True)
class Need:
    """One line: how pressing (bad, warn, info), what, why, and where to go."""

    tone: str
    what: str
    why: str
    act: str
    href: str


async def needs(
    conn: read.Reading, frame: Frame, now: datetime, *, events: read.EventFigures, lost: Sequence[LostConsent] = ()
) -> list[Need]:
    """Everything that waits for somebody, in the order to do it.

    `events`: those of the chosen shops that wait or could not be worked. `lost`: consents that did not survive on our side.
    """
    found = [
        *_lost(lost, now),
        *_grants(await read.connections(conn), frame, now),
        *await _late(conn, frame),
        *_waiting(events, now),
        *_failed(events.failed),
        *(await _hooks(conn) if not frame.limited else ()),
        *_troubles(await troubles(conn, frame.ids, now), frame),
        *(_troubles(await of_house(conn, now), frame) if not frame.limited else ()),
        *await _stock(conn, frame),
    ]
    rank = {"bad": 0, "warn": 1, "info": 2}
    return sorted(found, key=lambda need: rank[need.tone])


async def review_due(desk: Desk, ask: Ask) -> list[Need]:
    """A reminder of the security review, for those who may make one: ninety days after the last, or after the first app."""
    if ask.person is None or not ask.person.may(AUDIT):
        return []
    last, apps = await desk.house.review.last(), await desk.house.accounts.apps()
    since = last.at if last else min((app.created_at for app in apps), default=None)
    now = desk.house.clock.now()
    if since is None or not due(since, now):
        return []
    what = f"the last one was {words.ago(last.at, now)}" if last else "none was ever made"
    return [Need("info", "A security review is due", f"{what}; secrets, grants, people, settings", "Review", "/security")]


def _lost(lost: Sequence[LostConsent], now: datetime) -> list[Need]:
    return [
        Need("bad", "A seller's consent was lost", f"{of.reason} ({words.ago(of.at, now)})", "Ask again", "/connections")
        for of in lost
    ]


def _waiting(events: read.EventFigures, now: datetime) -> list[Need]:
    oldest = events.oldest_waiting_at
    if oldest is None or now - oldest < STANDS_STILL:
        return []
    since = words.span((now - oldest).total_seconds())
    what = f"{words.count(events.waiting, 'event waits', 'events wait')}, the oldest for {since}"
    why = "No worker runs, or what they ask TikTok Shop for fails: the list says which, `shoplatch doctor` more"
    return [Need("bad", what, why, "Look", "/webhooks?state=new")]


async def _late(conn: read.Reading, frame: Frame) -> list[Need]:
    shops = {of.shop_id: of for of in frame.waiting}
    if not any(of.late or of.soon for of in frame.waiting):
        return []
    first = await read.late_orders(conn, frame.moments, soon=SOON, limit=100)
    found = []
    for shop in frame.chosen:
        counts = shops.get(shop.id)
        nearest = next(((order, due) for shop_id, order, due in first if shop_id == shop.id), None)
        if counts is None or nearest is None:
            continue
        order_id, due = nearest
        href = f"/orders?shop={shop.id}&status=to_ship" if counts.late + counts.soon > 1 else f"/orders/{shop.id}/{order_id}"
        if counts.late:
            what = f"{words.count(counts.late, 'order is', 'orders are')} past the ship-by time"
            why = f"{shop.name} · the oldest {words.until(due, shop.place.now)}"
            found.append(Need("bad", what, why, "Open", href))
        if counts.soon:
            what = f"{words.count(counts.soon, 'order')} to ship within {words.span(SOON.total_seconds())}"
            why = shop.name if counts.late else f"{shop.name} · the next {words.until(due, shop.place.now)}"
            found.append(Need("warn", what, why, "Open", href))
    return found


def _grants(connections: list[read.ConnectionRow], frame: Frame, now: datetime) -> list[Need]:
    found = []
    for connection in connections:
        moment = next((shop.place.now for shop in frame.shops if shop.row.connection_id == connection.id), now)
        if frame.one and connection.id != frame.one.row.connection_id:
            continue
        if frame.limited and connection.id not in frame.connections:
            continue
        if connection.state != "active":
            found.append(
                Need(
                    "bad",
                    f"{connection.seller_name} has to authorize again",
                    connection.reason or "",
                    "Authorize",
                    "/connections",
                )
            )
        elif connection.refresh_expires_at and connection.refresh_expires_at - moment < GRANT_ENDS:
            left = words.until(connection.refresh_expires_at, moment)
            found.append(
                Need(
                    "warn",
                    f"The grant of {connection.seller_name} ends {left}",
                    "after that nothing is read or kept true",
                    "Renew",
                    "/connections",
                )
            )
    return found


def _failed(failed: int) -> list[Need]:
    if not failed:
        return []
    what = f"{words.count(failed, 'event')} could not be worked"
    return [Need("bad", what, "kept in the inbox; the next sweep repairs the rows", "Open", "/webhooks?state=failed")]


async def _hooks(conn: read.Reading) -> list[Need]:
    """Endpoints of users that were turned off, and events that no endpoint took in the end."""
    backlogs, found = await deliveries.backlogs(conn), []
    for one in await endpoints.every(conn):
        name, failed = one.label or one.id, backlogs[one.id].failed if one.id in backlogs else 0
        if one.state == "disabled":
            found.append(Need("bad", f"Nothing is sent to {name} any more", one.reason[:160], "Open", f"/hooks/{one.id}"))
        elif failed:
            what = f"{words.count(failed, 'event')} did not reach {name}"
            found.append(Need("warn", what, "each was tried eight times", "Open", f"/hooks/{one.id}?state=failed"))
    return found


def _troubles(found: list[Trouble], frame: Frame) -> list[Need]:
    """Late streams, sums that do not close, webhooks that go astray: one line for each kind and shop."""
    by: dict[tuple[str, str], list[Trouble]] = {}
    for one in found:
        if one.kind == "incomplete":  # the page Sync says which rows; nobody has to hurry
            continue
        by.setdefault((one.kind, one.shop_id), []).append(one)
    needs = []
    for (kind, shop_id), same in by.items():
        shop = frame.shop(shop_id)
        more = f" and {len(same) - 1} more" if len(same) > 1 else ""
        why = f"{shop.name} · {same[0].why}"[:160] if shop else same[0].why[:160]
        needs.append(Need("bad" if kind == "late" else "warn", f"{same[0].what}{more}", why, "Open", same[0].page))
    return needs


async def _stock(conn: read.Reading, frame: Frame) -> list[Need]:
    return [_runs_out(of, frame.shop(of.shop_id)) for of in await read.low_stock(conn, frame.moments, limit=4)]


def _runs_out(of: read.LowStock, shop: ShopView | None) -> Need:
    name = " · ".join(part for part in (of.title, of.sku_name) if part) or f"SKU {of.sku_id}"
    href = f"/inventory?q={of.sku_id}" + (f"&shop={shop.id}" if shop else "")
    where = f"{shop.name} · " if shop else ""
    if of.available <= 0:
        return Need("bad", f"{name} is sold out", f"{where}{of.sold_24h} sold in the last 24 h", "Stock", href)
    hours = of.available / (of.sold_24h / 24)
    what = f"{name} sells out in {words.span(hours * 3600)}"
    return Need("warn", what, f"{where}{of.available} left, {of.sold_24h} sold in the last 24 h", "Stock", href)
