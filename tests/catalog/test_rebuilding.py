"""`make catalog`: two packages become one catalog, and what changed is told in plain words. Its inputs are made here."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from shoplatch.catalog import changes
from shoplatch.catalog.packaged import json_file
from tools.catalog import rebuild

SEARCH = "/order/202309/books/search"
META = 'OPERATIONS: list = [{"method": "post", "path": "%s", "operationId": "SearchBooks", "requiresShopCipher": True}]\n'
FUNCTION = '''
def _get_kwargs(*, body: SearchBooksRequest, page_size: int, page_token: str | Unset = UNSET) -> dict:
    params: dict = {}
    params["page_size"] = page_size
    params["page_token"] = page_token
    _kwargs: dict = {"method": "post", "url": "%s"}
    _kwargs["json"] = body.to_dict()
    return _kwargs


def _parse_response(*, client, response) -> SearchBooksResponse | None: ...


def sync_detailed(*, client, body, page_size, page_token):
    """Search Books

    Args:
        page_size (int): Range: [1, 50]
        page_token (str | Unset): Opaque.
        body (SearchBooksRequest):

    Raises:
        nothing
    """
'''
MODELS = '''
class SearchBooksRequestStatus(StrEnum):
    NEW = "NEW"
    USED = "USED"


class SearchBooksRequest:
    """
        Attributes:
            status (SearchBooksRequestStatus): What state it is in.
     """
    status: SearchBooksRequestStatus

    def to_dict(self):
        status = self.status.value
        field_dict = {}
        field_dict.update({"status": status})
        return field_dict


class SearchBooksResponseData:
    books: list[str] | Unset = UNSET
    next_page_token: str | Unset = UNSET

    def to_dict(self):
        field_dict = {}
        field_dict["books"] = books
        field_dict["next_page_token"] = next_page_token


class SearchBooksResponse:
    code: int | Unset = UNSET
    data: SearchBooksResponseData | Unset = UNSET

    def to_dict(self):
        field_dict = {}
        field_dict["code"] = code
        field_dict["data"] = data
'''


def string(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


def official(folder: Path) -> Path:
    """The npm package, with one operation in it."""
    data = {"books": {"type": "array", "items": string()}, "next_page_token": string(), "total_count": {"type": "integer"}}
    operation = {
        "summary": "SearchBooks",
        "parameters": [
            {"name": "shop_cipher", "in": "query", "required": False, "schema": string()},
            {"name": "page_size", "in": "query", "required": True, "schema": {"type": "integer", "format": "int32"},
             "description": "Range: [1, 50]", "example": 10},
            {"name": "page_token", "in": "query", "schema": string()},
        ],
        "requestBody": {"content": {"application/json": {"schema": {"properties": {
            "status": string(description="The state. Possible values:\n- `NEW`: unread.\n- `USED`: read.", example="NEW"),
        }}}}},
        "responses": {"200": {"content": {"application/json": {"schema": {"properties": {
            "code": {"type": "integer"}, "data": {"type": "object", "properties": data},
        }}}}}},
    }  # fmt: skip
    paths = folder / "skills/tts-openapi-guide/references/oas/paths"
    paths.mkdir(parents=True)
    (paths / "order.json").write_text(json.dumps({"paths": {SEARCH: {"post": operation}}}))
    told = {"name": "@tts-open-toolkit/cli", "version": "9.9.9", "license": "MIT"}
    (folder / "package.json").write_text(json.dumps(told))
    return folder


def community(folder: Path, path: str = SEARCH) -> Path:
    """The Python package, with the same operation, or one of another version."""
    generated = folder / "tiktok_shop_api/generated"
    (generated / "models").mkdir(parents=True)
    (generated / "api/order").mkdir(parents=True)
    (generated / "_meta.py").write_text(META % path)
    (generated / "api/order/search_books.py").write_text(FUNCTION % path)
    (generated / "models/books.py").write_text(MODELS)
    info = folder / "tiktok_shop_api-8.8.8.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: tiktok-shop-api\nVersion: 8.8.8\nLicense-Expression: MIT\n\n")
    return folder


def test_two_packages_become_one_operation(tmp_path: Path) -> None:
    sources, (one,) = rebuild.rebuilt(official(tmp_path / "o"), community(tmp_path / "c"))
    assert sources["official"]["version"] == "9.9.9"
    assert sources["community"]["version"] == "8.8.8"
    assert (one["id"], one["source"], one["version"], one["method"]) == ("order.search_books", "both", "202309", "POST")
    assert one["shop_cipher"] == "optional"
    assert one["read"] is True
    status = one["body"]["properties"]["status"]
    assert (status["enum"], status["example"]) == (["NEW", "USED"], "NEW")
    assert one["body"]["required"] == ["status"]  # the community alone knows
    size = next(node for node in one["query"] if node["name"] == "page_size")
    assert (size["min"], size["max"], size["required"]) == (1, 50, True)
    assert (one["pagination"]["style"], one["pagination"]["items"], one["pagination"]["max_size"]) == (
        "page_token",
        "books",
        50,
    )


def test_a_newer_version_takes_the_bare_name_and_the_older_keeps_its_number(tmp_path: Path) -> None:
    newer = SEARCH.replace("202309", "202512")
    _, found = rebuild.rebuilt(official(tmp_path / "o"), community(tmp_path / "c", newer))
    assert {one["id"]: one["source"] for one in found} == {
        "order.search_books": "community",
        "order.search_books@202309": "official",
    }


def rewritten(folder: Path, **edits: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The made operation before and after."""
    _, old = rebuild.rebuilt(official(folder / "o"), community(folder / "c"))
    new = copy.deepcopy(old)
    new[0].update(edits)
    return old, new


def test_nothing_new_is_told_as_such(tmp_path: Path) -> None:
    old, new = rewritten(tmp_path)
    assert changes.told(changes.between(old, new)) == "Nothing changed.\n"


def test_each_kind_of_change_is_told_with_what_it_breaks(tmp_path: Path) -> None:
    old, new = rewritten(tmp_path)
    query = {node["name"]: node for node in new[0]["query"]}
    query["page_size"]["max"] = 20
    query["page_token"]["type"] = "integer"
    new[0]["query"].append({"name": "locale", "type": "string", "required": True})
    body, answer = new[0]["body"], new[0]["response"]["properties"]
    body["properties"]["status"]["enum"] = ["NEW", "LOST"]
    body["properties"]["title"] = {"type": "string"}
    body["required"] = []
    del answer["total_count"]
    told = changes.told(changes.between(old, new))
    broken, everything = told.split("\nFields", 1)
    for what in (
        "total_count is gone. Code that reads it finds nothing.",
        "locale is required now. Calls without it are refused.",
        "page_token was string, is integer. Calls with the old type are refused.",
        "body.status no longer lists USED. Writes with such a value warn.",
        "largest value of page_size was 50, is 20. The platform refuses what is beyond it.",
    ):
        assert f"  order.search_books: {what}\n" in broken.replace("response.", "")
    for what in ("body.title is new", "body.status is no longer required", "body.status also lists LOST"):
        assert what in everything


def test_operations_that_come_go_and_move_are_told(tmp_path: Path) -> None:
    (old,), (new,) = rewritten(tmp_path)
    older = {**copy.deepcopy(old), "id": "order.search_books@202309", "latest": False}
    new |= {"path": SEARCH.replace("202309", "202512"), "version": "202512"}
    del new["response"]["properties"]["books"]
    come = changes.told(changes.between([old], [older, new]))
    assert "order.search_books: added: version 202512" in come
    assert (
        "the newest version is 202512, it was 202309. Pin 202309, or change what reads it: response.books is gone." in come
    )
    gone = changes.told(changes.between([older, new], [new]))
    assert "retired: 202309; 202512 remain. Calls of it are refused." in gone
    assert "no version remains" in changes.told(changes.between([old], []))


def test_a_correction_that_fits_nothing_any_more_is_named() -> None:
    operations = [one for one in json_file("operations.json")["operations"] if one["id"] == "product.update_inventory"]
    fits = {"nodes": {"product.update_inventory@202309": {"body.skus[].inventory[].quantity": {}}}, "ends": {}, "pii": {}}
    assert rebuild.unfit(fits, operations) == []
    misfit = {
        "nodes": {"product.update_inventory@202309": {"body.skus[].stock": {}}},
        "ends": {"order.gone@202309": {}},
        "pii": {},
    }
    assert rebuild.unfit(misfit, operations) == [
        "ends: there is no order.gone@202309",
        "nodes: product.update_inventory@202309 has no body.skus[].stock",
    ]


@pytest.mark.parametrize("dry", [True, False])
def test_a_rebuild_writes_the_facts_and_leaves_our_corrections_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, dry: bool
) -> None:
    sources, found = rebuild.rebuilt(official(tmp_path / "o"), community(tmp_path / "c"))
    facts = tmp_path / "facts"
    facts.mkdir()
    sources["official"]["version"] = "9.9.8"
    rebuild.dump(facts / "operations.json", sources, [])
    ours = '{"nodes": {}, "ends": {}, "pii": {}}'
    (facts / "corrections.json").write_text(ours)
    given = ["--official-from", str(tmp_path / "o"), "--community-from", str(tmp_path / "c"), "--facts", str(facts)]
    assert rebuild.main([*given, "--dry"] if dry else given) == 0
    told = capsys.readouterr().out
    assert "@tts-open-toolkit/cli 9.9.9 (was 9.9.8)" in told
    assert "order.search_books: added: POST /order/202309/books/search" in told
    assert (facts / "corrections.json").read_text() == ours
    written = json.loads((facts / "operations.json").read_text())["operations"]
    assert written == ([] if dry else found)


@pytest.mark.parametrize("missing", ["package.json", "tiktok_shop_api"])
def test_a_folder_that_is_not_the_package_is_told_with_what_it_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    o, c = official(tmp_path / "o"), community(tmp_path / "c")
    if missing == "package.json":
        o = tmp_path
    else:
        c = tmp_path
    assert rebuild.main(["--dry", "--official-from", str(o), "--community-from", str(c)]) == 2
    told = capsys.readouterr().err
    assert missing in told
    assert "--community-from the folder that holds tiktok_shop_api/" in told
