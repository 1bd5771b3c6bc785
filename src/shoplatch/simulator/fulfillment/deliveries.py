"""Delivery told by the seller: proofs, outcomes of an own fleet, tracks of an own carrier (platform.md section 13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.fulfillment import rules
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.products.views import file_url, image_url
from shoplatch.simulator.state.dispatch import Proof, ProofOfDelivery
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Package, TrackingEvent
from shoplatch.simulator.state.world import World

IMAGE_MAX, PDF_MAX = 5 * 1024 * 1024, 10 * 1024 * 1024
FILE_WRONG, FILE_TOO_LARGE, NO_RECORD = 12038002, 12038005, 10007014
_COLLECTED, _DELIVERED = 3, 7  # action codes that move a parcel
_MILLIS_FROM = 10**11  # a larger number counts milliseconds


def upload_proof_of_delivery_image(world: World, ask: Ask) -> dict[str, Any]:
    """A picture of a parcel at its door; its address can then be named in a delivery."""
    upload = _uploaded(ask, IMAGE_MAX)
    width, height = read_picture(upload.content, "PROOF_OF_DELIVERY")
    name = f"proof-{world.new_id('7302')}"
    world.shelved.keep(f"images/{name}", upload.content)
    url = image_url(world, name)
    _keep(world, ask.own_shop, url, upload, "IMG")
    return {"url": url, "width": width, "height": height}


def upload_proof_of_delivery_file(world: World, ask: Ask) -> dict[str, Any]:
    """A PDF that shows a delivery."""
    upload, name = _uploaded(ask, PDF_MAX), str(ask.form.get("name") or "")
    if not name.lower().endswith(".pdf") or not upload.content.startswith(b"%PDF-"):
        raise Refused(FILE_WRONG)
    file_id = f"proof-{world.new_id('7303')}"
    world.shelved.keep(f"files/{file_id}", upload.content)
    url = file_url(world, file_id)
    _keep(world, ask.own_shop, url, upload, "PDF")
    return {"url": url, "name": name}


def update_package_delivery_status(world: World, ask: Ask) -> dict[str, Any]:
    """The own fleet of a seller (South-East Asia) delivered, or did not; a proof can follow later."""
    shop, errors = ask.own_shop, []
    if not market(shop.region).rules.seller_ships_with_own_fleet:
        raise Refused(rules.NOT_IN_REGION)
    for row in ask.body["packages"]:
        try:
            _tell(world, shop, rules.package_of(shop, row["id"]), row)
        except Refused as refused:
            errors.append({"code": refused.code, "message": refused.message or "", "detail": {"package_id": row["id"]}})
    return {"errors": errors} if errors else {}


def tracking_status_update(world: World, ask: Ask) -> dict[str, Any]:
    """A seller's own carrier says what happened to a parcel; the same track twice changes nothing."""
    shop = ask.own_shop
    order = rules.order_of(shop, ask.body["order_id"])
    if order.shipping_type != "SELLER":
        raise Refused(rules.WRONG_UPDATE_CALL)
    by_number = {shop.packages[one].tracking_number: shop.packages[one] for one in order.package_ids}
    seen = shop.dispatch.tracks.setdefault(order.id, [])
    results = []
    for track in sorted(ask.body["tracks"], key=lambda each: each["occur_time"]):
        package = by_number.get(track["tracking_no"])
        told = {name: track[name] for name in ("action_code", "occur_time", "description", "tracking_no")}
        if package is None:
            results.append({**told, "code": rules.PROVIDER_INVALID, "message": "No parcel of the order has this number"})
            continue
        key = f"{track['tracking_no']}/{track['action_code']}/{track['occur_time']}"
        if key not in seen:
            seen.append(key)
            _track(world, shop, package, track)
        results.append({**told, "code": 0, "message": "Success"})
    return {"track_results": results}


def _tell(world: World, shop: Shop, package: Package, row: Mapping[str, Any]) -> None:
    if package.shipping_type != "SELLER":
        raise Refused(NO_RECORD, "order not in sof service")
    kind, url = row["delivery_type"], row.get("file_url") or ""
    if url and url not in shop.dispatch.proofs:
        raise Refused(rules.INVALID_PARAMETERS, "file_url is not an uploaded proof of this shop")
    if url and row.get("file_type", "IMG") != shop.dispatch.proofs[url].kind:
        raise Refused(rules.INVALID_PARAMETERS, "file_type is not what was uploaded")
    if kind == "UPDATE_POD":
        told = shop.dispatch.deliveries.get(package.id)
        if told is None or not url:
            raise Refused(rules.ACTION_NOT_ALLOWED, "A proof is added to a delivery that was told before")
        told.file_url = url
        return
    if package.status == "COMPLETED":
        raise Refused(rules.ALREADY_DELIVERED, "The package is delivered")
    if package.status not in ("PROCESSING", "FULFILLING"):
        raise Refused(rules.NOT_SHIPPED_YET, "The package was not shipped")
    if kind == "DELIVERY_FAILED" and not row.get("fail_delivery_reason"):
        raise Refused(rules.INVALID_PARAMETERS, "fail_delivery_reason is needed")
    reason = row.get("fail_delivery_reason") or ""
    shop.dispatch.deliveries[package.id] = ProofOfDelivery(kind, world.clock.now(), url, reason)
    if kind == "DELIVERY_FAILED":
        text = f"Delivery failed: {reason.replace('_', ' ').lower()}."
        package.events.append(TrackingEvent(world.clock.now() * 1000, text, _COLLECTED))
        parcels.move_package(world, shop, package)
        return
    _through(world, shop, package)


def _through(world: World, shop: Shop, package: Package) -> None:
    if package.status == "PROCESSING":
        parcels.collect(world, shop, package)
    parcels.deliver(world, shop, package)


def _track(world: World, shop: Shop, package: Package, track: Mapping[str, Any]) -> None:
    at, code = track["occur_time"], track["action_code"]
    if code == _COLLECTED and package.status == "PROCESSING":
        parcels.collect(world, shop, package)
    elif code == _DELIVERED and package.status in ("PROCESSING", "FULFILLING"):
        _through(world, shop, package)
    else:
        at_ms = at if at >= _MILLIS_FROM else at * 1000
        package.events.append(TrackingEvent(at_ms, track["description"], code))
        parcels.move_package(world, shop, package)


def _uploaded(ask: Ask, size_max: int) -> Upload:
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(FILE_WRONG)
    if len(upload.content) > size_max:
        raise Refused(FILE_TOO_LARGE)
    return upload


def _keep(world: World, shop: Shop, url: str, upload: Upload, kind: str) -> None:
    shop.dispatch.proofs[url] = Proof(url, upload.name, kind, len(upload.content), world.clock.now())


HANDLERS: dict[str, Handler] = {
    "fulfillment.upload_proof_of_delivery_image": upload_proof_of_delivery_image,
    "fulfillment.upload_proof_of_delivery_file": upload_proof_of_delivery_file,
    "fulfillment.update_package_delivery_status": update_package_delivery_status,
    "fulfillment.tracking_status_update": tracking_status_update,
}
