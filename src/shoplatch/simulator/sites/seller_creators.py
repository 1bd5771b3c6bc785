"""Creators in Seller Center, simulated: what they sold, on which terms, what they showed, and samples to decide on.

What a seller does here goes through the operations an app would call.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.creators import content, goods_views, samples
from shoplatch.simulator.creators.earnings import earned_by
from shoplatch.simulator.creators.people import known
from shoplatch.simulator.creators.terms import is_open, is_running
from shoplatch.simulator.sites.in_house import ask
from shoplatch.simulator.sites.seller_center import PAGES_MAX, PER_PAGE, SHOP, frame, picture
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit

CREATORS = f"{SHOP}/creators"


def _sales(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    earned = list(earned_by(shop))
    page = visit.number("page", 0, PAGES_MAX)
    rows = [
        (one, known(visit.world, one.attribution.creator), shop.affiliate.contents.get(one.attribution.content_id), sku)
        for one in earned[::-1][page * PER_PAGE : (page + 1) * PER_PAGE]
        for sku in one.skus
    ]
    settled = [sku for one in earned for sku in one.skus if sku.settled]
    shown = {
        "tab": "sales",
        "rows": rows,
        "orders": len(earned),
        "sold": sum(sku.estimated.base for one in earned for sku in one.skus if one.state != "INELIGIBLE"),
        "estimated": sum(
            sku.estimated.standard + sku.estimated.ads for one in earned for sku in one.skus if one.state != "INELIGIBLE"
        ),
        "paid": sum(sku.actual.standard + sku.actual.ads for sku in settled),
        "page": page,
        "more": len(earned) > (page + 1) * PER_PAGE,
    }
    return Page("sites/seller_creators.html", frame(visit, "creators", **shown))


def _collaborations(visit: Visit) -> Page:
    shop, now = shop_of(visit.world, visit.parts["shop"]), visit.world.clock.now()
    running = [one for one in shop.affiliate.opens.values() if is_open(one, now)]
    taken = {one.product_id for one in running}
    free = [one for one in shop.products.values() if one.status == "ACTIVATE" and one.id not in taken]
    opens = [(one, shop.products[one.product_id]) for one in running if one.product_id in shop.products]
    targets = [(one, is_running(one, now)) for one in reversed(shop.affiliate.targets.values())]
    shown = {
        "tab": "collaborations",
        "opens": [(one, product, picture(product), goods_views.units_sold(shop, product.id)) for one, product in opens],
        "targets": targets[:PER_PAGE],
        "free": free,
    }
    return Page("sites/seller_collaborations.html", frame(visit, "creators", **shown))


def _content(visit: Visit) -> Page:
    world, shop = visit.world, shop_of(visit.world, visit.parts["shop"])
    now, page = world.clock.now(), visit.number("page", 0, PAGES_MAX)
    latest = islice(reversed(shop.affiliate.contents.values()), page * PER_PAGE, (page + 1) * PER_PAGE)
    rows: list[tuple[Any, ...]] = [
        (one, known(world, one.creator), content.views(one, now), content.likes(world, one, now), content.is_on(one, now))
        for one in latest
    ]
    more = len(shop.affiliate.contents) > (page + 1) * PER_PAGE
    return Page("sites/seller_content.html", frame(visit, "creators", tab="content", rows=rows, page=page, more=more))


def _samples(visit: Visit) -> Page:
    world, shop = visit.world, shop_of(visit.world, visit.parts["shop"])
    for one in shop.affiliate.applications.values():
        samples.catch_up(world, shop, one)
    page = visit.number("page", 0, PAGES_MAX)
    found = sorted(shop.affiliate.applications.values(), key=lambda one: (one.status != "PENDING", -one.create_time, one.id))
    rows = [
        (one, known(world, one.creator), shop.products[one.product_id])
        for one in found[page * PER_PAGE : (page + 1) * PER_PAGE]
    ]
    more = len(found) > (page + 1) * PER_PAGE
    return Page("sites/seller_samples.html", frame(visit, "creators", tab="samples", rows=rows, page=page, more=more))


def _open(visit: Visit) -> str:
    shop = shop_of(visit.world, visit.parts["shop"])
    body = {"product_id": visit.form.text("product"), "commission_rate": 100 * visit.form.number("percent")}
    ask(visit.world, shop, "affiliate_seller.create_open_collaboration", body)
    return f"/seller-center/{shop.id}/creators/collaborations?done=saved"


def _end(visit: Visit) -> str:
    shop = shop_of(visit.world, visit.parts["shop"])
    ask(visit.world, shop, "affiliate_seller.remove_open_collaboration", {}, product_id=visit.form.text("product"))
    return f"/seller-center/{shop.id}/creators/collaborations?done=saved"


def _review(visit: Visit) -> str:
    shop, decision = shop_of(visit.world, visit.parts["shop"]), visit.form.text("decision")
    body = {"review_result": decision, **({"reject_reason": "OTHER"} if decision == "REJECT" else {})}
    named = {"application_id": visit.form.text("application")}
    ask(visit.world, shop, "affiliate_seller.review_a_sample_application", body, **named)
    return f"/seller-center/{shop.id}/creators/samples?done=decided"


LOOKS: tuple[Look, ...] = (
    Look(CREATORS, _sales, "What creators sold, and the commission on it"),
    Look(f"{CREATORS}/collaborations", _collaborations, "Open and target collaborations"),
    Look(f"{CREATORS}/content", _content, "Videos and LIVE sessions, the latest first"),
    Look(f"{CREATORS}/samples", _samples, "Sample applications, those to decide on first"),
)
ACTS: tuple[Act, ...] = (
    Act(f"{CREATORS}/collaborations/open", _open, _collaborations, "Open a product to all creators"),
    Act(f"{CREATORS}/collaborations/end", _end, _collaborations, "End an open collaboration"),
    Act(f"{CREATORS}/samples/review", _review, _samples, "Grant a sample, or turn it down; webhook 56 follows"),
)
