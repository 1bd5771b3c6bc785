"""The recorder without a network: what is taken out, what a file bears, what is told to differ, what is given again."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from shoplatch.catalog import reader, redacting
from shoplatch.catalog.model import Node
from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError, InvalidRequest, Unreachable
from shoplatch.testing.recorder import Difference, Exchange, Head, Proxy, Recording, Stubs, Writer, drift, read
from shoplatch.testing.recorder.against import Pair, catalog, simulator
from shoplatch.testing.recorder.mirror import of_what, sources_of
from shoplatch.testing.recorder.report import html, summary
from shoplatch.transport import HttpRequest, HttpResponse
from tests.each import each

HEAD = Head(1, "https://platform.example", "2026-11-22T14:05:12+00:00")
CANARY = "Canary Quill of Sparrow Lane"
WITH_PERSONS = [one for one in reader.operation_ids() if reader.pii_paths(one)]
DETAIL = reader.operation("order.get_order_detail")


def filled(node: Node | None, at: str = "") -> Any:
    """A value with a text of its own at each leaf, that says where it stands."""
    if node is None:
        return None
    if node.type == "object":
        return {name: filled(one, f"{at}.{name}" if at else name) for name, one in node.properties.items()} or {"x": CANARY}
    if node.type == "array":
        return [filled(node.items, at)]
    return f"{CANARY} at {at}"


def texts(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield from texts(held, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for held in value:
            yield from texts(held, at)
    elif isinstance(value, str):
        yield at, value


@each(WITH_PERSONS)
def test_nothing_at_a_personal_place_is_kept_of_any_operation(name: str) -> None:
    operation = reader.operation(name)
    places = [path.replace("[]", "") for path in reader.pii_paths(name)]
    kept = dict(texts(redacting.body(filled(operation.response), operation, "response")))
    for place, text in kept.items():
        if any(place == path or place.startswith(f"{path}.") for path in places):
            assert CANARY not in text, place


def test_what_the_catalog_does_not_know_is_withheld_with_its_type() -> None:
    data = {"orders": [{"id": "5", "consignee_of_the_future": {"who": CANARY, "age": 41, "since": "12.50", "ok": True}}]}
    kept = redacting.body(data, DETAIL, "response")
    assert kept == {
        "orders": [{"id": "5", "consignee_of_the_future": {"who": "redacted", "age": 0, "since": "0.00", "ok": True}}]
    }


def test_a_name_that_was_taken_out_is_not_left_in_another_text() -> None:
    data = {
        "orders": [{"buyer_nickname": CANARY, "cancel_reason": f"{CANARY} changed their mind", "tracking_number": "TN1"}]
    }
    kept = redacting.body(data, DETAIL, "response")["orders"][0]
    assert CANARY not in json.dumps(kept)
    assert kept["tracking_number"] == "TN1"


@pytest.mark.parametrize("text", ["write to j.doe+x@mail.example.org now", "call (+44)7700 900123", "call +447700900123"])
def test_addresses_and_numbers_of_people_are_withheld_wherever_they_stand(text: str) -> None:
    kept = redacting.body({"orders": [{"cancel_reason": text}]}, DETAIL, "response")
    assert kept == {"orders": [{"cancel_reason": "redacted"}]}
    assert "mail.example" not in redacting.text(text)
    assert "900123" not in redacting.text(text)


def test_secrets_of_a_query_are_not_kept_and_page_tokens_are() -> None:
    names = [
        "sign",
        "app_key",
        "timestamp",
        "access_token",
        "shop_cipher",
        "category_asset_cipher",
        "app_secret",
        "page_token",
    ]
    assert redacting.query([(name, "v") for name in names]) == [["page_token", "v"]]


def test_a_file_that_was_cut_gives_every_finished_call_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    writer = Writer(file, HEAD)
    for n in range(3):
        assert writer.put(exchange(n))
    writer.close()
    whole = file.read_bytes()
    for cut in range(1, len(whole.splitlines()[-1]), 11):
        file.write_bytes(whole[:-cut] if cut > 1 else whole)
        held = read(file)
        assert (len(held.exchanges), held.cut) == ((3, 0) if cut <= 1 else (2, 1))


def test_a_recording_is_its_owners_alone_bounded_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    writer = Writer(file, HEAD, bytes_max=1_000)
    written = [writer.put(exchange(n)) for n in range(50)]
    writer.close()
    assert written[0] is True
    assert written[-1] is False
    assert file.stat().st_size <= 1_000
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(read(file).exchanges) == written.count(True) == writer.written
    with pytest.raises(ConfigError, match="there already"):
        Writer(file, HEAD)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"hello\n", b'{"shoplatch_recording": 99, "upstream": "", "at": ""}\n'])
def test_what_is_no_recording_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(InvalidRequest):
        read(tmp_path / "a")


# --- proxy -----------------------------------------------------------------------------------------------------------


@dataclass
class Platform:
    """What stands behind the proxy."""

    answer: HttpResponse | None
    asked: list[HttpRequest] = field(default_factory=list)

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.asked.append(request)
        if self.answer is None:
            raise Unreachable("nobody")
        return self.answer


def through(tmp_path: Path, platform: Platform, target: str, body: bytes = b"", method: str = "POST", **headers: str) -> Any:
    """One call through a proxy: status, headers and body that came back, and what was written."""
    writer = Writer(tmp_path / "r.jsonl", HEAD)
    proxy = Proxy(
        "https://up.example", "https://auth.example", platform, SetClock(datetime(2026, 11, 22, tzinfo=UTC)), writer
    )
    path, _, query = target.partition("?")
    scope = {
        "type": "http", "method": method, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    asyncio.run(proxy(scope, receive, send))
    writer.close()
    return said[0]["status"], dict(said[0]["headers"]), said[1]["body"], read(tmp_path / "r.jsonl").exchanges


def test_a_call_goes_on_as_it_came_and_its_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    answer = (
        b'{"code": 0, "message": "Success", "request_id": "20261122", "data": {"orders": [{"buyer_email": "a@b.example"}]}}'
    )
    platform = Platform(HttpResponse(200, {"date": "today", "content-encoding": "gzip", "x-tt-logid": "l"}, answer))
    target = "/order/202507/orders?ids=5%2C6&shop_cipher=C&sign=S&app_key=K&timestamp=1"
    status, headers, body, (kept,) = through(
        tmp_path, platform, target, method="GET", **{"x-tts-access-token": "TOKEN", "host": "me"}
    )
    (sent,) = platform.asked
    assert sent.url == f"https://up.example{target}"
    assert sent.headers == (("x-tts-access-token", "TOKEN"),)
    assert (status, body) == (200, answer)
    assert b"content-encoding" not in headers
    assert headers[b"x-tt-logid"] == b"l"
    assert (kept.operation, kept.query, kept.code, kept.shop) == ("order.get_order_detail", [["ids", "5,6"]], 0, 1)
    assert kept.data == {"orders": [{"buyer_email": "redacted"}]}
    written = (tmp_path / "r.jsonl").read_text()
    assert not [secret for secret in ("TOKEN", '"S"', '"K"', "a@b.example", '"C"') if secret in written]


def test_tokens_and_bodies_of_the_token_endpoints_are_never_written(tmp_path: Path) -> None:
    answer = b'{"code": 0, "message": "success", "data": {"access_token": "CANARY1", "refresh_token": "CANARY2"}}'
    platform = Platform(HttpResponse(200, {}, answer))
    _, _, _, (kept,) = through(
        tmp_path, platform, "/api/v2/token/get?app_key=K&app_secret=CANARY3&auth_code=CANARY4", method="GET"
    )
    assert platform.asked[0].url.startswith("https://auth.example/api/v2/token/get?")
    assert "CANARY" not in (tmp_path / "r.jsonl").read_text()
    assert kept.data is None


def test_a_platform_that_does_not_answer_is_a_502_that_is_written_down(tmp_path: Path) -> None:
    status, _, _, (kept,) = through(tmp_path, Platform(None), "/order/202309/orders/search?page_size=5", b"{}")
    assert (status, kept.status, kept.answer) == (502, None, None)
    assert "Unreachable" in kept.left_out


def test_files_of_an_upload_are_not_kept(tmp_path: Path) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="data"; filename="me.png"\r\n\r\nCANARY\r\n--B--\r\n'
    platform = Platform(HttpResponse(200, {}, b'{"code": 0}'))
    _, _, _, (kept,) = through(
        tmp_path, platform, "/product/202309/images/upload", body, **{"content-type": "multipart/form-data; boundary=B"}
    )
    assert kept.body == {"data": "file of 6 bytes"}
    assert platform.asked[0].body == body


# --- stubs -----------------------------------------------------------------------------------------------------------


def exchange(n: int, total: int = 0, **more: Any) -> Exchange:
    given: dict[str, Any] = {
        "operation": "order.get_order_list", "method": "POST", "path": "/order/202309/orders/search",
        "query": [["page_size", "5"]], "status": 200,
        "answer": {"code": 0, "message": "Success", "request_id": f"r{n}", "data": {"total_count": total}},
    }  # fmt: skip
    return Exchange(n=n, at="2026-11-22T14:05:12.000+00:00", **(given | more))


def test_repeated_calls_get_their_answers_in_order_and_the_last_one_from_then_on() -> None:
    stubs = Stubs(Recording(HEAD, (exchange(1, 10), exchange(2, 11))))
    asked = [stubs.answer("POST", "/order/202309/orders/search", "page_size=5&sign=x&timestamp=9", b"") for _ in range(3)]
    assert [answer["data"]["total_count"] for _, answer in asked] == [10, 11, 11]


LIST = "/order/202309/orders/search"


def paged(page_token: str | None, ids: list[str], n: int, **more: Any) -> Exchange:
    query = [["page_size", "5"], *([["page_token", page_token]] if page_token else [])]
    answer = {"code": 0, "message": "Success", "request_id": f"r{n}", "data": {"orders": [{"id": one} for one in ids]}}
    return exchange(n, **({"query": query, "answer": answer} | more))


def given(stubs: Stubs, query: str, body: dict[str, Any] | None = None, path: str = LIST, method: str = "POST") -> Any:
    """The ids of the orders that came, or the refusal."""
    status, answer = stubs.answer(method, path, query, json.dumps(body).encode() if body else b"")
    return [one["id"] for one in answer["data"]["orders"]] if status == 200 else answer["message"]


def test_a_second_page_is_another_answer_however_often_and_in_whatever_order_it_is_asked_for() -> None:
    stubs = Stubs(Recording(HEAD, (paged(None, ["1", "2"], 1), paged("next", ["3"], 2))))
    for _ in range(2):
        assert given(stubs, "page_token=next&page_size=5&sign=a&timestamp=1") == ["3"]
        assert given(stubs, "page_size=5&sign=b&timestamp=2&app_key=k") == ["1", "2"]
    assert stubs.loose == 0


def test_ids_count_in_path_and_query_and_a_list_of_them_has_no_order() -> None:
    detail = {"operation": DETAIL.id, "method": "GET", "path": DETAIL.path}
    product = reader.operation("product.get_product")
    at = product.path.replace("{product_id}", "77")
    stubs = Stubs(
        Recording(
            HEAD,
            (
                paged(None, ["5", "6"], 1, query=[["ids", "5,6"]], **detail),
                paged(None, ["7"], 2, query=[["ids", "7"]], **detail),
                exchange(3, operation=product.id, method="GET", path=at, query=[]),
            ),
        )
    )
    assert given(stubs, "ids=6%2C5", path=DETAIL.path, method="GET") == ["5", "6"]
    assert given(stubs, "ids=7", path=DETAIL.path, method="GET") == ["7"]
    assert 'ids was "7" then and is "5"' in given(stubs, "ids=5", path=DETAIL.path, method="GET").replace("5,6", "7")
    assert "call 3: recorded was GET " + at in given(stubs, "", path=at.replace("77", "78"), method="GET")


def test_moments_and_idempotency_keys_need_not_be_those_of_the_recording() -> None:
    body = {"create_time_ge": 1795376349, "order_status": "DELIVERED"}
    stubs = Stubs(Recording(HEAD, tuple(paged(None, [str(n)], n, body=body) for n in (1, 2))))
    assert given(stubs, "page_size=5", body | {"create_time_ge": 1800000000}) == ["1"]
    assert given(stubs, "page_size=5", body | {"create_time_ge": 1800000060}) == ["2"]
    assert stubs.loose == 2
    assert given(stubs, "page_size=5", body) == ["1"]
    assert stubs.loose == 2
    assert 'body.order_status was "DELIVERED" then' in given(stubs, "page_size=5", body | {"order_status": "CANCELLED"})


def test_each_shop_gets_its_own_answers_by_whatever_cipher_it_is_called() -> None:
    of_shop = lambda n, shop, ids: paged(None, ids, n, shop=shop)  # noqa: E731
    stubs = Stubs(Recording(HEAD, (of_shop(1, 1, ["1"]), of_shop(2, 2, ["2"]))))
    for _ in range(2):
        assert given(stubs, "page_size=5&shop_cipher=GCP_first") == ["1"]
        assert given(stubs, "page_size=5&shop_cipher=GCP_second") == ["2"]
    assert given(stubs, "page_size=5&shop_cipher=cipher-2") == ["2"]
    assert "of no shop of this recording, which has 2" in given(stubs, "page_size=5&shop_cipher=GCP_third")
    assert "it was of shop 1" in given(stubs, "page_size=5")


def test_ciphers_of_an_answer_are_kept_as_names_that_open_the_same_shop_again(tmp_path: Path) -> None:
    shops = {"code": 0, "data": {"shops": [{"id": "1", "cipher": "CANARY-A"}, {"id": "2", "cipher": "CANARY-B"}]}}
    platform = Platform(HttpResponse(200, {}, json.dumps(shops).encode()))
    path = reader.operation("authorization.get_authorized_shops").path
    _, _, _, (kept,) = through(tmp_path, platform, path, method="GET")
    assert [one["cipher"] for one in kept.data["shops"]] == ["cipher-1", "cipher-2"]
    assert "CANARY" not in (tmp_path / "r.jsonl").read_text()


def test_an_upload_is_found_again_by_its_parts(tmp_path: Path) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="data"; filename="me.png"\r\n\r\nPIXELS\r\n--B--\r\n'
    path, kind = "/product/202309/images/upload", "multipart/form-data; boundary=B"
    platform = Platform(HttpResponse(200, {}, b'{"code": 0}'))
    through(tmp_path, platform, path, body, **{"content-type": kind})
    stubs = Stubs(read(tmp_path / "r.jsonl"))
    assert stubs.answer("POST", path, "", body, kind)[0] == 200
    assert stubs.answer("POST", path, "", body.replace(b"PIXELS", b"OTHERS PIXELS"), kind)[0] == 404


def test_what_was_never_recorded_is_refused_with_what_differs() -> None:
    stubs = Stubs(Recording(HEAD, (exchange(1), exchange(2, status=None, answer=None, left_out="no answer: Unreachable"))))
    assert 'The nearest is call 1: page_size was "5" then and is "6".' in given(stubs, "page_size=6")
    assert "Nothing was recorded of this operation" in given(stubs, "", path="/product/202309/products/search")
    assert "Nothing was recorded with this path" in given(stubs, "", path="/nowhere/202309/x")
    assert stubs.missed == [f"POST {LIST}", "POST /product/202309/products/search", "POST /nowhere/202309/x"]
    lost = Stubs(Recording(HEAD, (exchange(2, status=None, answer=None, left_out="no answer: Unreachable"),)))
    assert "Call 2 asked the same, but holds no answer: no answer: Unreachable" in given(lost, "page_size=5")


# --- differences -----------------------------------------------------------------------------------------------------


def order(**changes: Any) -> dict[str, Any]:
    base = {"id": "576461413038785752", "status": "DELIVERED", "create_time": 1795376349, "is_cod": False,
            "payment": {"currency": "GBP", "total_amount": "11.89"}}  # fmt: skip
    return {"orders": [{name: value for name, value in (base | changes).items() if value is not ...}]}


def same(n: int, data: dict[str, Any]) -> Pair:
    """A recorded answer, and the simulator's to exactly the same question."""
    return Pair(n, exact=True, status=200, code=0, data=data, sim_status=200, sim_code=0, sim_data=order())


def told(found: list[Difference]) -> list[tuple[str, str, str]]:
    return [(one.of, one.kind, one.place) for one in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"from_the_future": "x"}, [("catalog", "field", "orders[].from_the_future")]),
        ({"is_cod": "false"}, [("catalog", "type", "orders[].is_cod")]),
        ({"status": "TELEPORTED"}, [("catalog", "value", "orders[].status")]),
        ({"create_time": 1795376349000}, [("catalog", "written", "orders[].create_time")]),
        ({"payment": []}, [("catalog", "type", "orders[].payment")]),
        ({"payment": None}, []),
    ],
)
def test_what_the_catalog_does_not_say_is_told_by_its_place(changes: dict[str, Any], expected: list[Any]) -> None:
    assert told(catalog(DETAIL, [(1, order(**changes))])) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"from_the_future": {"deep": "x"}}, [("simulator", "field", "orders[].from_the_future")]),
        ({"is_cod": ...}, [("simulator", "missing", "orders[].is_cod")]),
        ({"is_cod": "false"}, [("simulator", "type", "orders[].is_cod")]),
        ({"payment": None}, [("simulator", "type", "orders[].payment")]),
        (
            {"payment": {"currency": "GBP", "total_amount": "1189"}},
            [("simulator", "written", "orders[].payment.total_amount")],
        ),
    ],
)
def test_what_the_simulator_answers_otherwise_is_told_by_its_place(changes: dict[str, Any], expected: list[Any]) -> None:
    pairs = [same(n, order(**changes)) for n in range(4)]
    assert told(simulator(DETAIL.id, pairs)[0]) == expected


def test_what_was_seen_too_rarely_is_not_told_and_counted() -> None:
    pairs = [same(n, order(rare="x")) for n in range(2)]
    assert simulator(DETAIL.id, pairs) == ([], 1)


def test_another_code_counts_for_exactly_the_same_question_alone() -> None:
    refused = replace(same(1, order()), status=400, code=36009004)
    assert told(simulator(DETAIL.id, [refused])[0]) == [("simulator", "code", "")]
    assert simulator(DETAIL.id, [replace(refused, exact=False)])[0] == []


def test_ids_are_looked_for_in_the_listings_of_their_objects() -> None:
    assert of_what(DETAIL, "ids") == "order"
    assert of_what(reader.operation("product.get_product"), "product_id") == "product"
    for what, listing in (
        ("order", "order.get_order_list"),
        ("product", "product.search_products"),
        ("package", "fulfillment.search_package"),
    ):
        assert listing in [one.id for one in sources_of(what)], what


def test_a_call_of_no_known_operation_is_told_and_the_report_is_a_page() -> None:
    held = Recording(HEAD, (exchange(1, operation="", path="/order/209901/orders/<b>"), exchange(2)), cut=1)
    found = drift(held)
    assert found.unknown == ("POST /order/209901/orders/<b>",)
    assert found.differs
    page = html(found)
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "1 line at the end was cut" in summary(found)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build(COMMANDS), list(arguments))


def test_the_command_ends_with_one_where_something_differs_and_writes_a_page(tmp_path: Path) -> None:
    file, page = tmp_path / "r.jsonl", tmp_path / "drift.html"
    writer = Writer(file, HEAD)
    writer.put(
        exchange(1, operation=DETAIL.id, method="GET", path=DETAIL.path, answer={"code": 0, "data": order(is_cod="no")})
    )
    writer.close()
    told = run("drift", str(file), "--catalog-only", "--json", "--html", str(page))
    assert told.exit_code == 1, told.output
    assert [one["place"] for one in json.loads(told.stdout)["differences"]] == ["orders[].is_cod"]
    assert "orders[].is_cod" in page.read_text()
    assert "orders[].is_cod is string, the catalog says boolean" in run("drift", str(file), "--catalog-only").output


def test_a_recorder_that_cannot_begin_says_why_and_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    for arguments in (["--upstream", "ftp://x"], ["--upstream", "http://x/?a=1"], ["--ready-file", str(tmp_path / "none")]):
        assert run("record", "--to", str(file), *arguments).exit_code != 0
        assert not file.exists()
    assert isinstance(run("replay", str(file)).exception, InvalidRequest)
