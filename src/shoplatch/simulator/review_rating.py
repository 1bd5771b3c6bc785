"""Reviews: imported from other channels in both versions of the call, and written by buyers here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.state.around import Review
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

RECORD_WRONG = 32002021  # the code the official example of a refused record has
FILE_WRONG, FILE_TOO_LARGE = 12038002, 12038005
VIDEO_MAX = 30 * 1024 * 1024
OWN_CHANNEL = "TIKTOK_SHOP"


def upload_review_media(world: World, ask: Ask) -> dict[str, Any]:
    """A picture or video that imported reviews can show."""
    upload, kind = ask.form.get("data"), str(ask.form.get("file_type") or "IMAGE")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(FILE_WRONG)
    if kind == "IMAGE":
        read_picture(upload.content, "REVIEW")
    elif len(upload.content) > VIDEO_MAX:
        raise Refused(FILE_TOO_LARGE)
    uri = f"{kind.lower()}-tos-simulator-i-reviews/{world.new_id('7305')}"
    world.sellers[ask.grant.seller_open_id].handed_over.review_media[uri] = kind
    world.shelved.keep(f"{'images' if kind == 'IMAGE' else 'files'}/{uri}", upload.content)
    return {"uri": uri}


def import_product_reviews(world: World, ask: Ask) -> dict[str, Any]:
    """Reviews of one product from elsewhere. One that was imported before is replaced; what is wrong is named."""
    shop, told = ask.own_shop, ask.body.get("product_review") or {}
    product = told.get("product") or {}
    key = _product_key(shop, product)
    if not key:
        raise Refused(36009004, "Missing required field. 'product_review.product' must identify a product.")
    media = world.sellers[ask.grant.seller_open_id].handed_over.review_media
    errors = []
    for record in told.get("review_records") or ():
        wrong = _wrong(world, record, media)
        if wrong:
            detail = {"external_review_id": record.get("external_review_id") or ""}
            errors.append({"code": RECORD_WRONG, "message": wrong, "detail": detail})
        else:
            _keep(shop, key, record)
    return {"errors": errors} if errors else {}


def write(world: World, shop: Shop, order: Order, rating: int, content: str) -> Review:
    """A buyer reviews the first product of an order.

    Raises:
        InvalidRequest: the rating is not 1 to 5, or the order has not arrived.
    """
    if not 1 <= rating <= 5:
        raise InvalidRequest("A rating is 1 to 5")
    if order.status not in ("DELIVERED", "COMPLETED"):
        raise InvalidRequest(f"Order {order.id} is {order.status}; a buyer reviews what has arrived")
    review = Review(
        id=world.new_id("7496"),
        product_key=order.lines[0].product_id,
        rating=rating,
        content=content,
        create_time_ms=world.clock.now() * 1000,
        source=OWN_CHANNEL,
        reviewer=order.buyer.nickname,
        order_id=order.id,
    )
    shop.around.reviews[review.id] = review
    return review


def _product_key(shop: Shop, told: Mapping[str, Any]) -> str:
    """The id of the product here, where the identifiers name one; else how the other channel calls it."""
    named = dict(told.get("identifiers") or {})
    if told.get("identifier"):  # the older version has one identifier and its type
        named[str(told.get("identifier_type") or "EXTERNAL_PRODUCT_ID").lower()] = told["identifier"]
    wanted = {name: str(value) for name, value in named.items() if value}
    for product in shop.products.values():
        if _is(product, wanted):
            return product.id
    return next(iter(wanted.values()), "")


def _is(product: Product, wanted: Mapping[str, str]) -> bool:
    codes = {(sku.identifier_code or {}).get("code") for sku in product.skus}
    return (
        wanted.get("tiktok_product_id") == product.id
        or (bool(product.external_product_id) and wanted.get("external_product_id") == product.external_product_id)
        or wanted.get("product_identifier_code") in codes - {None}
        or wanted.get("seller_sku") in {sku.seller_sku for sku in product.skus} - {""}
    )


def _wrong(world: World, record: Mapping[str, Any], media: Mapping[str, str]) -> str:
    if not record.get("external_review_id") or not record.get("rating"):
        return "external_review_id and rating are needed."
    if (record.get("create_time_millis") or 0) > world.clock.now() * 1000:
        return "The review is from the future."
    for name, kind in (("image_uris", "IMAGE"), ("video_uris", "VIDEO")):
        if any(media.get(uri) != kind for uri in record.get(name) or ()):
            return f"{name} names a file that was not uploaded."
    return ""


def _keep(shop: Shop, key: str, record: Mapping[str, Any]) -> None:
    review = Review(
        id=record["external_review_id"],
        product_key=key,
        rating=record["rating"],
        content=record.get("content") or "",
        create_time_ms=record.get("create_time_millis") or 0,
        source=record.get("source") or "Website",
        title=record.get("title") or "",
        reviewer=record.get("reviewer_display_name") or "",
        media=[*(record.get("image_uris") or ()), *(record.get("video_uris") or ())],
    )
    shop.around.reviews[f"{review.source}/{review.id}"] = review


HANDLERS: dict[str, Handler] = {
    "review_rating.upload_review_media": upload_review_media,
    "review_rating.import_product_reviews": import_product_reviews,
}
