"""The calls with which creators post: upload, check, post, and see what became of it; what it does is `posting`'s."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.creators import goods_views, posting
from shoplatch.simulator.creators.agreements import studio_of
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.lists import INVALID
from shoplatch.simulator.creators.open_calls import INVALID_PARAMETER
from shoplatch.simulator.creators.terms import share_for
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.state.creators import PHOTO, VIDEO, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

PHOTO_POSTS_A_DAY = 15


def upload_shoppable_video_file(world: World, ask: Ask) -> dict[str, Any]:
    """A video file; its id names it when it is checked or posted."""
    person, upload = own_creator(world, ask), _file(ask)
    file_id = world.new_id("1231")
    md5 = hashlib.md5(upload.content, usedforsecurity=False).hexdigest().upper()
    studio_of(world, person.open_id).files[file_id] = md5
    return {"video_file": {"id": file_id, "md5": md5}}


def upload_shoppable_photo_file(world: World, ask: Ask) -> dict[str, Any]:
    """A photo; its uri names it when it is posted."""
    person, upload = own_creator(world, ask), _file(ask)
    read_picture(upload.content, "CREATOR_PHOTO")
    uri = f"tos-simulator-i-photo/{world.new_id('7304')}"
    world.shelved.keep(f"images/{uri}", upload.content)
    studio_of(world, person.open_id).photos.append(uri)
    return {"photo_file": {"photo_uri": uri}}


def create_video_precheck_task(world: World, ask: Ask) -> dict[str, Any]:
    """Have a video looked at before it is posted."""
    person, link = own_creator(world, ask), ask.body["product_link_info"]
    file_id = _known_file(world, person, ask.body["video_info"]["file_id"])
    _shops_of(world, person, [link["product_id"]])
    return {"precheck": {"task_id": posting.check(world, person, file_id, link["product_id"], link["title"]).id}}


def get_shoppable_video_precheck_result(world: World, ask: Ask) -> dict[str, Any]:
    """What came of it; the older version knows violations only."""
    task = studio_of(world, own_creator(world, ask).open_id).prechecks.get(ask.path["task_id"])
    if task is None:
        raise Refused(INVALID_PARAMETER, "There is no such check.")
    both = posting.results(task)
    if ask.operation.latest:
        return {"precheck_task": {"id": task.id, **both}}
    violations = both["violation_check_result"]
    return {"precheck_task": {"id": task.id, "result": violations["status"], "issues": violations["issues"]}}


def post_shoppable_video(world: World, ask: Ask) -> dict[str, Any]:
    """Post an uploaded video with a link to a product."""
    person, video, link = own_creator(world, ask), ask.body["video_info"], ask.body["product_link_info"]
    _known_file(world, person, video["file_id"])
    shop = _shops_of(world, person, [link["product_id"]])
    _check_title(f"{video['title']} {link['title']}")
    made = posting.publish(world, shop, person, VIDEO, [link["product_id"]], video["title"])
    return {"video": {"id": made.id}}


def get_shoppable_video_status(world: World, ask: Ask) -> dict[str, Any]:
    """Whether a video is public yet."""
    studio = studio_of(world, own_creator(world, ask).open_id)
    shop = world.shops.get(studio.posts.get(ask.path["video_id"], ""))
    if shop is None:
        raise Refused(INVALID_PARAMETER, "The video was not posted by this creator.")
    content = shop.affiliate.contents[ask.path["video_id"]]
    state = posting.is_public(content, world.clock.now())
    return {"video": {"id": content.id, "post_status": state, "post_time": content.posted_at}}


def post_shoppable_photos(world: World, ask: Ask) -> dict[str, Any]:
    """Post uploaded photos with links to products of one shop; so many posts a day."""
    person, body = own_creator(world, ask), ask.body
    studio = studio_of(world, person.open_id)
    for photo in body["photos_info"]:
        if photo["photo_file_uris"] not in studio.photos:
            raise Refused(INVALID_PARAMETER, "A photo was not uploaded by this creator.")
    products = [link["product_id"] for link in body["link_info"].get("links") or ()]
    if not products:
        raise Refused(INVALID, "Missing required field. 'link_info.links' is required here and was not sent.")
    shop = _shops_of(world, person, products)
    _check_title(body.get("title") or "")
    day = datetime.fromtimestamp(world.clock.now(), market(person.region).zone).date().isoformat()
    posted = studio.photo_posts_on.get(day, 0)
    if posted >= PHOTO_POSTS_A_DAY:
        raise Refused(INVALID_PARAMETER, "No photo posts are left for today.")
    studio.photo_posts_on = {day: posted + 1}
    ai = bool(body.get("is_ai_generated"))
    made = posting.publish(world, shop, person, PHOTO, products, body.get("title") or "", ai=ai)
    return {"photo": {"photo_post_id": made.id}, "quota": str(PHOTO_POSTS_A_DAY - posted - 1)}


def check_anchor_content(world: World, ask: Ask) -> dict[str, Any]:
    """Whether the words of a product link are allowed."""
    own_creator(world, ask)
    _check_title(ask.body.get("title") or "")
    return {}


def check_anchor_prerequisites(world: World, ask: Ask) -> dict[str, Any]:
    """Whether a product may be linked by this creator."""
    _shops_of(world, own_creator(world, ask), [ask.body.get("product_id") or ""])
    return {}


def _file(ask: Ask) -> Upload:
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(INVALID, "Missing required form field. 'data' is required and was not sent.")
    return upload


def _known_file(world: World, person: Creator, file_id: str) -> str:
    if file_id not in studio_of(world, person.open_id).files:
        raise Refused(INVALID_PARAMETER, "The video was not uploaded by this creator.")
    return file_id


def _check_title(title: str) -> None:
    risks = posting.risks_of(title)
    if risks:
        raise Refused(INVALID_PARAMETER, risks[0])


def _shops_of(world: World, person: Creator, product_ids: Sequence[str]) -> Shop:
    """The shop of products that the creator sells on terms.

    Raises:
        Refused: a product does not exist, earns nothing, or they are of several shops.
    """
    found = [goods_views.product_in(world, product_id) for product_id in product_ids]
    shops = {one[0].id: one[0] for one in found if one is not None}
    if None in found or len(shops) != 1:
        raise Refused(INVALID_PARAMETER, "The products do not exist, or are of more than one shop.")
    (shop,) = shops.values()
    now = world.clock.now()
    for product_id in product_ids:
        if share_for(world, shop, person.open_id, product_id, now) is None:
            raise Refused(INVALID_PARAMETER, "The product is not in the creator's showcase on any terms.")
    return shop


HANDLERS: dict[str, Handler] = {
    "affiliate_creator.upload_shoppable_video_file": upload_shoppable_video_file,
    "affiliate_creator.upload_shoppable_photo_file": upload_shoppable_photo_file,
    "affiliate_creator.create_video_precheck_task": create_video_precheck_task,
    "affiliate_creator.get_shoppable_video_precheck_result": get_shoppable_video_precheck_result,
    "affiliate_creator.post_shoppable_video": post_shoppable_video,
    "affiliate_creator.get_shoppable_video_status": get_shoppable_video_status,
    "affiliate_creator.post_shoppable_photos": post_shoppable_photos,
    "affiliate.check_anchor_content": check_anchor_content,
    "affiliate.check_anchor_prerequisites": check_anchor_prerequisites,
}
