"""Files the seller hands over: pictures, documents, videos, and what is made of pictures (platform.md section 11.4)."""

from __future__ import annotations

import json
import re
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.products.views import file_url, image_url
from shoplatch.simulator.state.goods import Image
from shoplatch.simulator.state.listing import Translation, UploadedFile
from shoplatch.simulator.state.parties import Seller
from shoplatch.simulator.state.world import World

FILE_EMPTY, NAME_EMPTY, FILE_WRONG, FILE_BROKEN = 12019103, 12019104, 12038002, 12019105
PDF_MAX, VIDEO_MAX = 20 * 1024 * 1024, 100 * 1024 * 1024  # an error text says 10 MB for PDF (sources disagree)
URI_UNKNOWN, LANGUAGE_WRONG, TASK_UNKNOWN, TASKS_MANY, MODE_WRONG = 12038008, 12038009, 12038011, 12038010, 12019070
TRANSLATED = 46
IMAGES_MANY, TASKS_MAX, TRANSLATION_S, IMAGES_MAX = 12038007, 200, 30, 200
_VIDEOS = ("MP4", "MOV", "MKV", "WMV", "WEBM", "AVI", "3GP", "FLV", "MPEG")
_NAME = re.compile(r"[^\s.]+\.[A-Za-z0-9]{2,4}")


def upload_product_image(world: World, ask: Ask) -> dict[str, Any]:
    """Takes a picture; its uri can be used in products of the same seller."""
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(FILE_EMPTY)
    use_case = str(ask.form.get("use_case") or "MAIN_IMAGE")
    width, height = read_picture(upload.content, use_case)
    image = _keep(world, seller_of(world, ask), use_case, width, height)
    world.shelved.keep(f"images/{image.uri}", upload.content)
    return {
        "uri": image.uri,
        "url": image_url(world, image.uri),
        "width": width,
        "height": height,
        "use_case": use_case,
    }


def upload_product_file(world: World, ask: Ask) -> dict[str, Any]:
    """Takes a PDF or a video. The name has no spaces and one dot; what the file is must agree with it."""
    upload, name = ask.form.get("data"), str(ask.form.get("name") or "")
    if not name:
        raise Refused(NAME_EMPTY)
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(FILE_EMPTY)
    kind = name.rpartition(".")[2].upper()
    if not _NAME.fullmatch(name) or kind not in ("PDF", *_VIDEOS):
        raise Refused(FILE_WRONG, "The file name must have no spaces, a single dot, and end in PDF or a video format")
    if (kind == "PDF") != upload.content.startswith(b"%PDF-"):
        raise Refused(FILE_BROKEN)
    if len(upload.content) > (PDF_MAX if kind == "PDF" else VIDEO_MAX):
        raise Refused(FILE_WRONG, "The file is too large")
    file = UploadedFile(f"v09e40f40000{world.new_id('7410')}", name, kind, len(upload.content))
    seller_of(world, ask).library.files[file.id] = file
    world.shelved.keep(f"files/{file.id}", upload.content)
    return {"id": file.id, "url": file_url(world, file.id), "name": name, "format": kind}


def optimize_images(world: World, ask: Ask) -> dict[str, Any]:
    """A picture with a white background for each that was sent, ready at once; one that was optimized is left alone."""
    seller, rows = seller_of(world, ask), ask.body.get("images") or []
    if len(rows) > IMAGES_MAX:
        raise Refused(IMAGES_MANY)
    told = []
    for row in rows:
        original = seller.images.get(str(row.get("uri", "")))
        if original is None:
            raise Refused(URI_UNKNOWN)
        if set(row.get("optimization_mode") or ["WHITE_BACKGROUND"]) != {"WHITE_BACKGROUND"}:
            raise Refused(MODE_WRONG)
        done = original.uri.endswith("-white")
        uri = original.uri if done else f"{original.uri}-white"
        image = seller.images.setdefault(uri, Image(uri, original.use_case, original.width, original.height))
        world.shelved.keep_also(f"images/{uri}", f"images/{original.uri}")
        told.append(
            {
                "original_uri": original.uri,
                "original_url": image_url(world, original.uri),
                "optimized_uri": uri,
                "optimized_url": image_url(world, uri),
                "optimize_status": "IGNORE" if done else "SUCCESS",
                "width": image.width,
                "height": image.height,
            }
        )
    return {"images": told}


def create_image_translation_tasks(world: World, ask: Ask) -> dict[str, Any]:
    """One task for each picture and language; done a little later."""
    seller, told = seller_of(world, ask), []
    shop = ask.shop or next(one for one in world.shops.values() if one.seller_open_id == seller.open_id)
    wanted = [(row["image_uri"], language) for row in ask.body["images"] for language in row["target_languages"]]
    if len(wanted) > TASKS_MAX:
        raise Refused(IMAGES_MANY)
    if any(uri not in seller.images for uri, _ in wanted):
        raise Refused(URI_UNKNOWN)
    for uri, language in wanted:
        task = Translation(world.new_id("7640"), uri, language)
        seller.library.translations[task.id] = task
        world.clock.after(TRANSLATION_S, "product.translated", seller=seller.open_id, task=task.id, shop=shop.id)
        told.append({"id": task.id, "image_uri": uri, "target_language": language})
    return {"translation_tasks": told}


def translated(world: World, payload: dict[str, Any]) -> None:
    """Due: a picture is translated, or not: one that is too small holds no words. Webhook 46."""
    seller = world.sellers[payload["seller"]]
    task = seller.library.translations[payload["task"]]
    original = seller.images[task.image_uri]
    if min(original.width, original.height) < 300:
        task.status, task.fail_reason = "FAILED", "This image can't be translated"
    else:
        task.translated_uri = f"{original.uri}-{task.language}"
        seller.images[task.translated_uri] = Image(task.translated_uri, original.use_case, original.width, original.height)
        world.shelved.keep_also(f"images/{task.translated_uri}", f"images/{original.uri}")
        task.status = "COMPLETED"
    if (shop := world.shops.get(payload.get("shop", ""))) is not None:
        world.tell(TRANSLATED, shop, {"translation_task": _task(world, task)})


def get_image_translation_tasks(world: World, ask: Ask) -> dict[str, Any]:
    """How far translations are."""
    ids, known = ask.list_of("translation_task_ids"), seller_of(world, ask).library.translations
    if len(ids) > TASKS_MAX:
        raise Refused(TASKS_MANY)
    if any(one not in known for one in ids):
        raise Refused(TASK_UNKNOWN)
    return {"translation_tasks": [_task(world, known[one]) for one in dict.fromkeys(ids)]}


def identify_size_charts(world: World, ask: Ask) -> dict[str, Any]:
    """Whether each picture is a size chart: those uploaded as one are."""
    charts = {
        image_url(world, image.uri)
        for image in seller_of(world, ask).images.values()
        if image.use_case == "SIZE_CHART_IMAGE"
    }
    rows = ask.body.get("images") or []
    return {"images": [{"url": row.get("url", ""), "is_size_chart": row.get("url") in charts} for row in rows]}


def import_external_product_info(world: World, ask: Ask) -> dict[str, Any]:
    """Takes a sheet of products of another system: CSV or JSON lines. What is wrong with it is said in the result."""
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(FILE_EMPTY)
    rows = _rows(upload)
    if rows is None:
        return {"import_result": {"code": "1", "message": "the file type is invalid"}}
    seller_of(world, ask).library.imported_rows += rows
    return {"import_result": {"code": "0", "message": f"{rows} products imported"}}


def _rows(upload: Upload) -> int | None:
    try:
        lines = [line for line in upload.content.decode("utf-8-sig").splitlines() if line.strip()]
        if upload.name.lower().endswith(".csv"):
            return max(0, len(lines) - 1)  # the first line names the columns
        if upload.name.lower().endswith((".json", ".jsonl")):
            return sum(isinstance(json.loads(line), dict) for line in lines)
    except ValueError:
        pass
    return None


def _task(world: World, task: Translation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": task.id,
        "status": task.status,
        "target_language": task.language,
        "original_image": {"uri": task.image_uri, "url": image_url(world, task.image_uri)},
    }
    if task.translated_uri:
        told["translated_image"] = {"uri": task.translated_uri, "url": image_url(world, task.translated_uri)}
    if task.fail_reason:
        told["fail_reason"] = task.fail_reason
    return told


def _keep(world: World, seller: Seller, use_case: str, width: int, height: int) -> Image:
    image = Image(f"tos-simulator-i-shoplatch/{world.new_id('7301')}", use_case, width, height)
    seller.images[image.uri] = image
    return image


HANDLERS: dict[str, Handler] = {
    "product.upload_product_image": upload_product_image,
    "product.upload_product_file": upload_product_file,
    "product.optimize_images": optimize_images,
    "product.create_image_translation_tasks": create_image_translation_tasks,
    "product.get_image_translation_tasks": get_image_translation_tasks,
    "product.recommend_size_chart": identify_size_charts,
    "product.import_external_product_info": import_external_product_info,
}
