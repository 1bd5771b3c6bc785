"""Target collaborations: terms for invited creators, changed, ended, and what came of them; every version over one state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import agreements, goods_views, outreach, target_views
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.links import make_link
from shoplatch.simulator.creators.lists import INVALID, newest_first
from shoplatch.simulator.creators.open_calls import check_rate
from shoplatch.simulator.creators.people import OFFICIAL, creator, known
from shoplatch.simulator.creators.terms import is_running, rates_of
from shoplatch.simulator.customer_service import is_sensitive
from shoplatch.simulator.state.creators import LIVE, Invitee, TargetCollaboration, TargetProduct
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

NOT_YOURS, OVER, UNAVAILABLE, SENSITIVE, CONFLICT = 50001700, 50001701, 50001702, 50001703, 16024022
_NONE: Mapping[str, Any] = {}


def create_target_collaboration(world: World, ask: Ask) -> dict[str, Any]:
    """Invite creators. Pairs that another collaboration holds are named, and then nothing is made."""
    shop, body, now = ask.own_shop, ask.body, world.clock.now()
    end_time = _end_time(body["end_time"], now)
    _check_words(body)
    creators, unknown = _creators(world, shop, body.get("creator_user_open_ids") or body["creator_user_ids"])
    products, foreign = _products(shop, body["products"], "target_commission_rate", "shop_ads_commission_rate")
    if not creators or not products:
        raise Refused(UNAVAILABLE)
    clash = agreements.conflicts(shop, now, creators, list(products))
    answer: dict[str, Any] = {
        "target_collaboration_conflicts": [_conflict(world, open_id, product_id) for open_id, product_id, _ in clash],
        "invalid_open_id_list": unknown,
        "invalid_product_id_list": foreign,
        "create_time": now,
    }
    if clash:
        return {**answer, "target_collaboration": {"id": ""}}
    rule = body["free_sample_rule"]
    made = agreements.invite(
        world,
        shop,
        name=body["name"],
        message=body.get("message") or "",
        end_time=end_time,
        free_sample=(rule["has_free_sample"], rule["is_sample_approval_exempt"]),
        contact=body["seller_contact_info"],
        creators=creators,
        products=products,
        preferred_content=body.get("preferred_content_type") or "",
    )
    for open_id in creators:
        outreach.note(world, shop, open_id, by_invitation=True)
    return {**answer, "target_collaboration": {"id": made.id}}


def update_target_collaboration(world: World, ask: Ask) -> dict[str, Any]:
    """Change it: who and what is left out goes, rates that fall take effect later; what does not fit is answered."""
    shop, body, now = ask.own_shop, ask.body, world.clock.now()
    target = _running(world, ask)
    _check_words(body)
    end_time = _end_time(body["end_time"], now)
    wanted = body.get("creator_user_open_ids") or body["creator_user_ids"]
    creators, unknown = _creators(world, shop, wanted)
    products, foreign = _products(shop, body["products"], "commission_rate", "target_ad_commission_rate")
    clash = agreements.conflicts(shop, now, creators, list(products), but=target.id)
    refused = {open_id for open_id, _, _ in clash}
    target.name, target.end_time = body["name"], end_time
    target.contact = dict(body["seller_contact_info"])
    rule = body["free_sample_rule"]
    target.has_free_sample, target.exempt_from_approval = rule["has_free_sample"], rule["is_sample_approval_exempt"]
    fresh = [open_id for open_id in creators if open_id not in target.creators and open_id not in refused]
    target.creators = {
        open_id: target.creators.get(open_id) or Invitee(now)
        for open_id in creators
        if open_id in target.creators or open_id in fresh
    }
    for open_id in fresh:
        outreach.note(world, shop, open_id, by_invitation=True)
    _change_products(world, target, products)
    target.update_time = now
    lost: dict[str, Any] = {"invalid_product_id_list": foreign, "invalid_open_id_list": unknown}
    lost["add_creator_open_ids"] = lost["add_creator_ids"] = [*unknown, *sorted(refused)]
    lost["remove_creator_open_ids"] = lost["remove_creator_ids"] = lost["remove_product_ids"] = []  # that never fails
    if foreign:
        row = next(one for one in body["products"] if one["id"] in foreign)
        lost["add_products"] = {"id": row["id"], "commission_rate": row["commission_rate"]}
    told = [_conflict(world, open_id, product_id) for open_id, product_id, _ in clash]
    return {"target_collaboration_conflicts": told, "update_failed": lost}


def remove_target_collaboration(world: World, ask: Ask) -> dict[str, Any]:
    """End it; what was sold earns, what comes now does not."""
    target = _own(ask)
    if not target.removed_at:
        target.removed_at = target.update_time = world.clock.now()
    return {}


def query_target_collaboration_detail(world: World, ask: Ask) -> dict[str, Any]:
    """Everything about one."""
    shop, target = ask.own_shop, _own(ask)
    told = {
        **target_views.summary(shop, target),
        "creator_invited_count": len(target.creators),
        "seller_contact_info": {
            name: target.contact.get(name, "") for name in ("email", "phone_number", "whatsapp", "telegram", "line")
        },
        "creators": [target_views.invitee(world, shop, target, open_id) for open_id in target.creators],
        "products": [
            target_views.product(world, shop, target, shop.products[one]) for one in target.products if one in shop.products
        ],
    }
    return {"target_collaboration": told}


def search_target_collaborations(world: World, ask: Ask) -> dict[str, Any]:
    """The shop's target collaborations by state and words, the newest first."""
    shop, body, now = ask.own_shop, ask.body, world.clock.now()
    state, search = body.get("collaboration_status"), body.get("search_param") or _NONE
    wanted = body.get("creator_user_open_id") or body.get("creator_user_id") or ""
    person = creator(world, wanted) if wanted else None
    rows = [
        one
        for one in shop.affiliate.targets.values()
        if state in (None, *target_views.states(one, now))
        and target_views.is_named(shop, one, search.get("keyword_type") or "", search.get("keyword") or "")
        and (not wanted or (person is not None and person.open_id in one.creators))
        and (body.get("free_sample_setting") != "WITH_FREE_SAMPLE" or one.has_free_sample)
        and (body.get("creator_accept_status") != "ACCEPT" or any(each.accepted_at for each in one.creators.values()))
    ]
    page, token = newest_first(ask, rows, lambda one: (one.create_time, one.id))
    told = [target_views.summary(shop, one) for one in page]
    return {"target_collaborations": told, "next_page_token": token, "total_count": len(rows)}


def check_target_collaboration_conflicts(world: World, ask: Ask) -> dict[str, Any]:
    """Which pairs of creator and product a running collaboration holds already."""
    body, now = ask.body, world.clock.now()
    clash = agreements.conflicts(ask.own_shop, now, body["creator_open_id_list"], body["product_id_list"])
    items = [
        {"creator_open_id": open_id, "product_id": product_id, "existing_collaboration_id": held}
        for open_id, product_id, held in clash
    ]
    return {"has_conflict": bool(items), "conflict_items": items}


def resolve_target_collaboration_conflicts(world: World, ask: Ask) -> dict[str, Any]:
    """Take creators out of the collaborations that hold them."""
    shop, now = ask.own_shop, world.clock.now()
    done: list[dict[str, str]] = []
    failed: list[dict[str, str]] = []
    for row in ask.body["conflict_items"]:
        pair = {"creator_open_id": row["creator_open_id"], "existing_collaboration_id": row["existing_collaboration_id"]}
        target = shop.affiliate.targets.get(row["existing_collaboration_id"])
        if target is None or not is_running(target, now) or row["creator_open_id"] not in target.creators:
            failed.append(pair)
            continue
        del target.creators[row["creator_open_id"]]
        target.update_time = now
        done.append(pair)
    return {"success_items": done, "failed_items": failed}


def query_creator_promotion_details_in_target_collaboration(world: World, ask: Ask) -> dict[str, Any]:
    """What one creator does with each product of a target collaboration."""
    shop, body, now = ask.own_shop, ask.body, world.clock.now()
    target = shop.affiliate.targets.get(body["invitation_group_id"])
    if target is None:
        raise Refused(NOT_YOURS)
    invitee = target.creators.get(body["creator_user_open_id"])
    if invitee is None:
        raise Refused(UNAVAILABLE)
    word, kind = body.get("query") or "", body.get("query_type")
    told = []
    for product_id, terms in target.products.items():
        product = shop.products.get(product_id)
        if product is None or (kind == "PRODUCT_ID" and word not in ("", product_id)):
            continue
        if kind == "PRODUCT_NAME" and word.casefold() not in product.title.casefold():
            continue
        shown = list(target_views.shown(shop, target, body["creator_user_open_id"], product_id))
        lives = sum(one.kind == LIVE for one in shown)
        told.append(
            {
                "product_base_info": target_views.base_info(world, shop, product, terms, now),
                "product_add_status": product_id in invitee.product_ids,
                "video_count": len(shown) - lives,
                "live_count": lives,
                "is_commission_effective": terms.effective_at <= now,
            }
        )
    return {"data": {"product_details": told}}


def generate_target_collaboration_link(world: World, ask: Ask) -> dict[str, Any]:
    """A link by which invited creators find the collaboration."""
    target = _running(world, ask, name="target_collaboration_id")
    product_id = next(iter(target.products), "")
    return {"link": make_link(world, ask.own_shop, product_id, target_collaboration_id=target.id)}


def search_creator_target_collaborations(world: World, ask: Ask) -> dict[str, Any]:
    """The target collaborations of one shop that a creator is invited to."""
    person, body, now = own_creator(world, ask), ask.body, world.clock.now()
    shop = world.shops.get(body["shop_id"])
    if shop is None:
        raise Refused(INVALID, "Invalid request parameter. 'shop_id' is not a shop.")
    word, kind = body.get("keyword") or "", body.get("keyword_type")
    rows = [
        one
        for one in shop.affiliate.targets.values()
        if person.open_id in one.creators
        and (kind != "TARGET_COLLABORATIONS_ID" or word in ("", one.id))
        and (kind != "TARGET_COLLABORATIONS_NAME" or word.casefold() in one.name.casefold())
    ]
    page, token = newest_first(ask, rows, lambda one: (one.create_time, one.id))
    told = []
    for one in page:
        products = [
            {
                "id": product.id,
                "title": product.title,
                "main_image_url": goods_views.main_image(world, product),
                "commission": goods_views.commission(shop, product, rates_of(terms, now)[0]),
            }
            for product_id, terms in one.products.items()
            if (product := shop.products.get(product_id)) is not None
        ]
        state = "DELETED" if one.removed_at else "LIVE" if now < one.end_time else "EXPIRED"
        told.append({"id": one.id, "name": one.name, "status": state, "products": products})
    return {"target_collaborations": told, "next_page_token": token, "total_count": len(rows)}


def _change_products(world: World, target: TargetCollaboration, products: Mapping[str, tuple[int, int]]) -> None:
    now = world.clock.now()
    for product_id in [one for one in target.products if one not in products]:
        del target.products[product_id]
    for product_id, (rate, ads_rate) in products.items():
        known_one = target.products.get(product_id)
        if known_one is None:
            target.products[product_id] = TargetProduct(rate, ads_rate, now)
        elif rates_of(known_one, now) != (rate, ads_rate):
            agreements.reprice(world, known_one, rate, ads_rate)


def _own(ask: Ask) -> TargetCollaboration:
    found = ask.own_shop.affiliate.targets.get(ask.path["target_collaboration_id"])
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def _running(world: World, ask: Ask, *, name: str = "target_collaboration_id") -> TargetCollaboration:
    found = ask.own_shop.affiliate.targets.get(ask.path[name])
    if found is None:
        raise Refused(NOT_YOURS)
    if not is_running(found, world.clock.now()):
        raise Refused(OVER)
    return found


def _end_time(text: str, now: int) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) <= now:
        raise Refused(INVALID, "Invalid request parameter. 'end_time' must be Unix seconds to come.")
    return int(text)


def _check_words(body: Mapping[str, Any]) -> None:
    if is_sensitive(f"{body['name']} {body.get('message') or ''}"):
        raise Refused(SENSITIVE)


def _creators(world: World, shop: Shop, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Open ids of those that can be invited, and the names of the others."""
    found: dict[str, None] = {}
    unknown = []
    for name in names:
        person = creator(world, name)
        if person is None or person.region != shop.region or person.kind == OFFICIAL:
            unknown.append(name)
        else:
            found[person.open_id] = None
    return list(found), unknown


def _products(
    shop: Shop, rows: Sequence[Mapping[str, Any]], rate: str, ads_rate: str
) -> tuple[dict[str, tuple[int, int]], list[str]]:
    found: dict[str, tuple[int, int]] = {}
    foreign = []
    for row in rows:
        check_rate(row[rate])
        product = shop.products.get(row["id"])
        if product is None or product.status != "ACTIVATE":
            foreign.append(row["id"])
        else:
            found[product.id] = (row[rate], row.get(ads_rate) or 0)
    return found, foreign


def _conflict(world: World, open_id: str, product_id: str) -> dict[str, Any]:
    user_id = known(world, open_id).user_id
    return {"creator_user_open_id": open_id, "creator_user_id": user_id, "product_id": product_id}


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.create_target_collaboration": create_target_collaboration,
    "affiliate_seller.update_target_collaboration": update_target_collaboration,
    "affiliate_seller.remove_target_collaboration": remove_target_collaboration,
    "affiliate_seller.query_target_collaboration_detail": query_target_collaboration_detail,
    "affiliate_seller.search_target_collaborations": search_target_collaborations,
    "affiliate_seller.check_target_collaboration_conflicts": check_target_collaboration_conflicts,
    "affiliate_seller.resolve_target_collaboration_conflicts": resolve_target_collaboration_conflicts,
    "affiliate_seller.query_creator_promotion_details_in_target_collaboration": (
        query_creator_promotion_details_in_target_collaboration
    ),
    "affiliate_seller.generate_target_collaboration_link": generate_target_collaboration_link,
    "affiliate_creator.search_creator_target_collaborations": search_creator_target_collaborations,
}
