"""What the platform would like to see sold: opportunities, products offered for them, candidates from other platforms.

Opportunities are made from the category tree, one for each leaf and week: how the platform finds them is not public.
Submissions and candidates are judged a day later by rules said at their functions (inferred).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products.catalogue import Category, catalogue
from shoplatch.simulator.products.categories import recommended
from shoplatch.simulator.products.shelf import find
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.listing import Candidate, Submission
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

MATCHING_STATUS = 25
DAY_S, WEEK_S, MATCHING_S = 86_400, 7 * 86_400, 60 * 86_400
OPPORTUNITY_UNKNOWN, PAGE_INVALID, CANDIDATE_UNKNOWN, CANDIDATES_MAX = 36002005, 12052910, 36002005, 100
_TAGS = ("TIKTOKSHOP_HOT_SELLING", "POPULAR_IN_TIKTOKSHOP", "POPULAR_IN_MARKETPLACES")


def search_opportunities(world: World, ask: Ask) -> dict[str, Any]:
    """The opportunities of this week, or those with the given ids."""
    wanted = ask.body.get("opportunity_ids")
    rows = [one for one in _leaves() if not wanted or _id(one) in wanted]
    week = _week(world)
    told = [
        {
            "id": _id(one),
            "type": "LEAF_CATEGORY",
            "tags": [_TAGS[_number(one.id, "tag") % 3]],
            "benefits": ["TRAFFIC_BOOST"],
            "create_time": week,
            "update_time": week,
        }
        for one in rows
    ]
    return _page(ask, told, "opportunities")


def list_opportunities(world: World, ask: Ask) -> dict[str, Any]:
    """The opportunities of one kind, by category, tag and time."""
    body, week = ask.body, _week(world)
    if body["opportunity_type"] != "CATEGORY":
        return {"data": _page(ask, [], "opportunities")}
    asked = body.get("category_ids")
    rows = [
        _listed(world, one)
        for one in _leaves()
        if (not asked or any(part.id in asked for part in catalogue().chain(one.id)))
        and (not body.get("tag_codes") or _TAGS[_number(one.id, "tag") % 3] in body["tag_codes"])
        and body.get("create_time_ge", week) <= week < body.get("create_time_lt", week + 1)
    ]
    return {"data": _page(ask, rows, "opportunities")}


def get_opportunity_detail(world: World, ask: Ask) -> dict[str, Any]:
    """One opportunity with what is known of its market."""
    category = _category(ask.path["opportunity_id"])
    row = _listed(world, category)
    chain = catalogue().chain(category.id)
    return {
        "opportunity": {
            "id": row["id"],
            "action_type": "LIST_SIMILAR",
            "listing_criteria": {
                "product_category": category.name,
                "product_status": "ACTIVATE",
                "keywords": category.name.lower(),
            },
            "content_data": {
                "video_view_pv": row["video_view_pv"],
                "trending_hashtag": f"#{chain[0].name.split()[0].lower()}",
            },
            "market_data": {
                "est_market_sales_volume": row["est_market_sales_volume"],
                "est_market_gmv": row["est_market_gmv"],
                "search_volume": row["search_volume"],
                "search_keyword": category.name.lower(),
                "competitor_product_count": row["competitor_product_count"],
            },
            "basic_info": {
                "opportunity_type": "CATEGORY",
                "status": "OPEN",
                "title": row["title"],
                "create_time": row["create_time"],
                "expire_time": row["expire_time"],
                "tag_codes": row["tag_codes"],
                **{name: value for name, value in row.items() if name.startswith("category_")},
            },
        }
    }


def apply_opportunities(world: World, ask: Ask) -> dict[str, Any]:
    """Offer a product for several opportunities at once."""
    product = find(ask.own_shop, ask.path["product_id"])
    made = [_submit(world, ask.own_shop, one, product.id) for one in dict.fromkeys(ask.body.get("opportunity_ids") or [])]
    return {
        "opportunity_applications": [
            {"id": one.id, "opportunity_id": one.opportunity_id, "product_id": one.product_id, "status": one.status}
            for one in made
        ]
    }


def submit_product_via_opportunity(world: World, ask: Ask) -> dict[str, Any]:
    """Offer a product for one opportunity; offering it again gives the same submission while it is looked at."""
    product = find(ask.own_shop, ask.body["product_id"])
    made = _submit(world, ask.own_shop, ask.path["opportunity_id"], product.id)
    told = {
        "id": made.id,
        "opportunity_id": made.opportunity_id,
        "product_id": made.product_id,
        "status": made.status,
        "submit_time": made.submit_time,
    }
    if made.rejection_reason:
        told["rejection_reason"] = made.rejection_reason
    return {"submission": told}


def get_submission_records(_world: World, ask: Ask) -> dict[str, Any]:
    """What was offered, newest first."""
    query, shop = ask.query, ask.own_shop
    low, high = int(query.get("submit_time_ge") or 0), int(query.get("submit_time_lt") or 1 << 62)
    rows = [
        _record(shop, one)
        for one in reversed(shop.library.submissions.values())
        if query.get("status", one.status) == one.status
        and query.get("opportunity_id", one.opportunity_id) == one.opportunity_id
        and query.get("product_id", one.product_id) == one.product_id
        and low <= one.submit_time < high
    ]
    return {"data": _page(ask, rows, "submissions")}


def judged(world: World, payload: dict[str, Any]) -> None:
    """Due: a submission is approved when the product is on sale in the category, else rejected."""
    shop = world.shops[payload["shop"]]
    made = shop.library.submissions[payload["submission"]]
    product = shop.products.get(made.product_id)
    made.review_time = world.clock.now()
    if product is None or product.status != "ACTIVATE":
        made.status, made.rejection_reason = "REJECTED", "The product is not on sale."
    elif _id(_category(made.opportunity_id)) != product.category_id:
        made.status, made.rejection_reason = "REJECTED", "The product does not fit the opportunity."
    else:
        made.status = "APPROVED"


def upload_candidate_products(world: World, ask: Ask) -> dict[str, Any]:
    """Describe products of another platform; a day later each is matched with an opportunity or not."""
    shop, errors = ask.own_shop, []
    for row in (ask.body.get("candidate_products") or [])[:CANDIDATES_MAX]:
        external, now = row.get("external_product_id") or "", world.clock.now()
        if not external or not row.get("title"):
            errors.append(_failed(external, "external_product_id and title are required"))
            continue
        shop.library.candidates[external] = Candidate(external, now, now, dict(row))
        world.clock.after(DAY_S, "product.matched", shop=shop.id, candidate=external)
    return {"errors": errors}


def partial_edit_candidate_products(world: World, ask: Ask) -> dict[str, Any]:
    """Change the given fields of candidates; they are matched anew."""
    shop, errors = ask.own_shop, []
    for row in ask.body.get("candidate_products") or []:
        external = row.get("external_product_id") or ""
        known = shop.library.candidates.get(external)
        if known is None:
            errors.append(_failed(external, "There is no such candidate product"))
            continue
        known.fields.update(row)
        known.update_time, known.status, known.opportunity_ids = world.clock.now(), "PENDING", []
        world.clock.after(DAY_S, "product.matched", shop=shop.id, candidate=external)
    return {"errors": errors}


def matched(world: World, payload: dict[str, Any]) -> None:
    """Due: a candidate is matched with the opportunity of the category its title names; else it is not. Webhook 25."""
    shop = world.shops[payload["shop"]]
    candidate = shop.library.candidates[payload["candidate"]]
    if world.clock.now() < candidate.update_time + DAY_S:
        return  # it was changed meanwhile
    leaf = recommended({"product_title": candidate.fields["title"]}, prohibited=False)[-1]
    words = {word.lower().rstrip("s") for word in candidate.fields["title"].split()}
    if words & {word.lower().rstrip("s") for word in leaf.name.split()}:
        candidate.status, candidate.opportunity_ids = "MATCHED", [_id(leaf)]
    else:
        candidate.status, candidate.opportunity_ids = "NOT_MATCHED", []
    told = {
        "external_product_id": candidate.external_product_id,
        "opportunity_matching_status": candidate.status,
        "opportunity_ids": list(candidate.opportunity_ids),
        "opportunity_matching_end_time": candidate.create_time + MATCHING_S,
        "update_time": world.clock.now(),
    }
    world.tell(MATCHING_STATUS, shop, told)


def search_candidate_products(_world: World, ask: Ask) -> dict[str, Any]:
    """Candidates by id and state."""
    ids, states = ask.body.get("external_product_ids"), ask.body.get("opportunity_matching_statuses")
    rows = [
        {
            **one.fields,
            "create_time": one.create_time,
            "update_time": one.update_time,
            "opportunity_matching_status": one.status,
            "opportunity_ids": one.opportunity_ids,
        }
        for one in ask.own_shop.library.candidates.values()
        if (not ids or one.external_product_id in ids) and (not states or one.status in states)
    ]
    return fit(ask.operation, _page(ask, rows, "candidate_products"))


def _submit(world: World, shop: Shop, opportunity_id: str, product_id: str) -> Submission:
    _category(opportunity_id)
    for one in shop.library.submissions.values():
        if (one.opportunity_id, one.product_id, one.status) == (opportunity_id, product_id, "REVIEWING"):
            return one
    made = Submission(world.new_id("7520"), opportunity_id, product_id, world.clock.now())
    shop.library.submissions[made.id] = made
    world.clock.after(DAY_S, "product.opportunity_judged", shop=shop.id, submission=made.id)
    return made


def _record(shop: Shop, made: Submission) -> dict[str, Any]:
    product = shop.products.get(made.product_id)
    row: dict[str, Any] = {
        "id": made.id,
        "opportunity_id": made.opportunity_id,
        "opportunity_title": _title(_category(made.opportunity_id)),
        "status": made.status,
        "product_id": made.product_id,
        "product_name": product.title if product else "",
        "submit_time": made.submit_time,
    }
    if made.review_time:
        row["review_time"] = made.review_time
    if made.rejection_reason:
        row["rejection_reason"] = made.rejection_reason
    return row


def _listed(world: World, category: Category) -> dict[str, Any]:
    week, sold = _week(world), 100 + _number(category.id, f"sold{_week(world)}") % 9_000
    row: dict[str, Any] = {
        "id": _id(category),
        "title": _title(category),
        "opportunity_type": "CATEGORY",
        "create_time": week,
        "expire_time": week + WEEK_S,
        "est_market_sales_volume": str(sold),
        "est_market_gmv": str(sold * 12),
        "search_volume": str(sold * 31),
        "competitor_product_count": str(sold // 9),
        "video_view_pv": str(sold * 407),
        "tag_codes": [_TAGS[_number(category.id, "tag") % 3]],
        "is_collected": False,
        "reference_images": [image_url(world, f"opportunity-{category.id}")],
    }
    for level, part in enumerate(catalogue().chain(category.id)[:3], 1):
        row[f"category_id_level_{level}"], row[f"category_name_level_{level}"] = part.id, part.name
    return row


def _leaves() -> list[Category]:
    return [one for one in catalogue().categories if one.is_leaf and one.permission == "AVAILABLE"]


def _category(opportunity_id: str) -> Category:
    found = next((one for one in _leaves() if _id(one) == opportunity_id), None)
    if found is None:
        raise Refused(OPPORTUNITY_UNKNOWN, f"There is no opportunity {opportunity_id}")
    return found


def _id(category: Category) -> str:
    return category.id


def _title(category: Category) -> str:
    return f"Rising demand: {category.name}"


def _week(world: World) -> int:
    return world.clock.now() // WEEK_S * WEEK_S


def _number(*parts: str) -> int:
    return int.from_bytes(hashlib.blake2s("/".join(parts).encode(), digest_size=4).digest())


def _failed(external_id: str, words: str) -> dict[str, Any]:
    return {"code": CANDIDATE_UNKNOWN, "message": words, "detail": {"external_product_id": external_id}}


def _page(ask: Ask, rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    filters: Mapping[str, Any] = {**ask.body, **{k: v for k, v in ask.query.items() if k not in ("page_token", "page_size")}}
    size, start = int(ask.query["page_size"]), offset_of(ask.query.get("page_token", ""), filters, PAGE_INVALID)
    token = offset_token(start + size, filters) if start + size < len(rows) else ""
    return {name: rows[start : start + size], "total_count": len(rows), "next_page_token": token}


HANDLERS: dict[str, Handler] = {
    "product.search_opportunities": search_opportunities,
    "product.list_opportunities": list_opportunities,
    "product.get_opportunity_detail": get_opportunity_detail,
    "product.apply_opportunities": apply_opportunities,
    "product.submit_product_via_opportunity": submit_product_via_opportunity,
    "product.get_submission_records": get_submission_records,
    "product.upload_candidate_products": upload_candidate_products,
    "product.partial_edit_candidate_products": partial_edit_candidate_products,
    "product.search_candidate_products": search_candidate_products,
}
