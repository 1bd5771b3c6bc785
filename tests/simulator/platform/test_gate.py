"""The gate: each step refuses with its own code, and in the platform's order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shoplatch.clock import SetClock
from shoplatch.simulator.ask import Ask, Refused, Upload
from shoplatch.simulator.gate import Call, Gate
from shoplatch.simulator.limits import RateLimit
from shoplatch.simulator.refusals import message_of, status_of
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches
from tests.simulator.platform.desk_world import (
    APP_SECRET,
    OTHER_KEY,
    OTHER_SECRET,
    Request,
    granted,
    request,
    sign,
    small_world,
    wall,
)

ORDERS = "/order/202309/orders/search"
SHOPS = "/authorization/202309/shops"
IMAGES = "/product/202309/images/upload"
GB, US, DE = "GCP_cipherGB", "TTP_cipherUS", "GCP_cipherDE"


class Door:
    """A gate with what a test may turn."""

    def __init__(self, rate_limit: str = "off") -> None:
        self.wall: SetClock = wall()
        self.world: World = small_world(self.wall)
        self.switches = Switches()
        self.gate = Gate(self.world, self.switches, RateLimit(rate_limit, self.wall))
        self.token = granted(self.world)

    def good(self, method: str = "POST", path: str = ORDERS, **changes: Any) -> Request:
        asked: dict[str, Any] = {"token": self.token, "at": self.world.clock.now()}
        if path == ORDERS:
            asked |= {"cipher": GB, "body": {}, "page_size": "20"}
        return request(method, path, **(asked | changes))

    def admit(self, asked: Request) -> Ask:
        return self.gate.admit(Call(asked.method, asked.path, asked.query_string, asked.headers, asked.body))

    def no(self, asked: Request) -> tuple[int, int, str]:
        """HTTP status, code and message of the refusal."""
        with pytest.raises(Refused) as refused:
            self.admit(asked)
        return status_of(refused.value, self.switches), refused.value.code, message_of(refused.value)


@pytest.fixture
def door() -> Door:
    return Door()


def resigned(asked: Request, secret: str = APP_SECRET, **query: str) -> Request:
    """The request with other parameters, signed again."""
    asked.query.update(query)
    asked.query["sign"] = sign(secret, asked.path, asked.query, asked.body)
    return asked


def test_a_good_call_reaches_its_behaviour_without_the_common_parameters(door: Door) -> None:
    ask = door.admit(door.good(body={"order_status": "UNPAID"}))
    assert (ask.operation.id, ask.own_shop.region, ask.app.name) == ("order.get_order_list", "GB", "Desk app")
    assert (dict(ask.query), dict(ask.body)) == ({"page_size": "20"}, {"order_status": "UNPAID"})


def test_path_parameters_are_read(door: Door) -> None:
    ask = door.admit(door.good("GET", "/product/202309/products/1729", cipher=GB))
    assert dict(ask.path) == {"product_id": "1729"}


def test_an_unknown_path_is_404_before_anything_else(door: Door) -> None:
    asked = Request("GET", "/no/202309/such/path", {})
    assert door.no(asked)[:2] == (404, 36009009)
    assert door.no(asked)[2].startswith("Invalid path.")


def test_a_known_path_in_a_version_that_never_was_is_named_as_such(door: Door) -> None:
    status, code, message = door.no(Request("POST", "/order/209901/orders/search", {}))
    assert (status, code) == (400, 36009014)
    assert "Invalid API version" in message


def test_a_wrong_method_names_the_right_one(door: Door) -> None:
    status, code, message = door.no(Request("PATCH", ORDERS, {}))
    assert (status, code) == (405, 36009010)
    assert message.startswith("Invalid method.")
    assert "POST" in message


@pytest.mark.parametrize("key", ["29a39d", " "])
def test_an_unknown_app_key_is_invalid_credentials_whatever_the_signature(door: Door, key: str) -> None:
    status, code, message = door.no(door.good(app_key=key))
    assert (status, code) == (400, 36009004)
    assert message.startswith("Invalid credentials")
    assert "app_key" in message
    assert "https://" in message


def test_a_missing_app_key_is_missing_credentials(door: Door) -> None:
    asked = door.good()
    del asked.query["app_key"]
    assert door.no(asked)[2].startswith("Missing credentials. The query parameter 'app_key'")


def test_a_disabled_app_is_unknown(door: Door) -> None:
    door.world.apps["6f9k2mdesk"].enabled = False
    assert door.no(door.good())[1] == 36009004


@pytest.mark.parametrize(
    ("shift", "words"), [(-301, "more than 5 minutes old"), (31, "more than 30 seconds ahead"), (10**12, "ahead")]
)
def test_a_timestamp_outside_the_window_says_on_which_side(door: Door, shift: int, words: str) -> None:
    status, code, message = door.no(door.good(at=door.world.clock.now() + shift))
    assert (status, code) == (400, 36009004)
    assert message.startswith("Invalid timestamp.")
    assert words in message


@pytest.mark.parametrize("shift", [-300, 30])
def test_the_edges_of_the_window_are_inside(door: Door, shift: int) -> None:
    door.admit(door.good(at=door.world.clock.now() + shift))


@pytest.mark.parametrize(("text", "words"), [("-5", "negative"), ("now", "not Unix seconds"), ("", "is required")])
def test_a_timestamp_that_is_no_time_is_refused(door: Door, text: str, words: str) -> None:
    assert words in door.no(resigned(door.good(), timestamp=text))[2]


def test_after_winding_both_the_wall_and_the_virtual_time_are_accepted_and_nothing_between(door: Door) -> None:
    start = door.world.clock.now()
    door.world.clock.jump_to(start + 86_400)
    door.admit(door.good(at=start))
    door.admit(door.good(at=start + 86_400))
    assert door.no(door.good(at=start + 43_200))[1] == 36009004


@pytest.mark.parametrize(
    "bend",
    [
        lambda asked: asked.query.update(sign=asked.query["sign"].upper()),
        lambda asked: asked.query.update(extra="1"),
        lambda asked: setattr(asked, "body", asked.body + b" "),
        lambda asked: asked.query.update(sign="0" * 64),
    ],
)
def test_whatever_was_changed_after_signing_is_106001(door: Door, bend: Callable[[Request], None]) -> None:
    asked = door.good(body={"order_status": "UNPAID"})
    bend(asked)
    status, code, message = door.no(asked)
    assert (status, code) == (401, 106001)
    assert message.startswith("Invalid credentials.")


def test_an_empty_object_may_be_signed_as_no_body_unless_the_switch_says_otherwise(door: Door) -> None:
    asked = door.good(body={})
    assert asked.body == b"{}"
    asked.query["sign"] = sign(APP_SECRET, asked.path, asked.query, b"")
    door.admit(asked)
    door.switches.unsigned_empty_object = False
    assert door.no(asked)[1] == 106001
    door.switches.unsigned_empty_object = True
    asked = door.good(body={"order_status": "UNPAID"})
    asked.query["sign"] = sign(APP_SECRET, asked.path, asked.query, b"")
    assert door.no(asked)[1] == 106001


def test_a_missing_signature_is_missing_credentials(door: Door) -> None:
    asked = door.good()
    del asked.query["sign"]
    assert door.no(asked)[1:] == (36009004, door.no(asked)[2])
    assert door.no(asked)[2].startswith("Missing credentials.")


def test_the_token_in_the_query_is_not_signed_and_does_not_count(door: Door) -> None:
    asked = door.good(token=None)
    asked.query["access_token"] = door.token
    status, code, message = door.no(asked)
    assert (status, code) == (400, 36009004)
    assert "x-tts-access-token" in message


def test_an_unknown_token_is_105001(door: Door) -> None:
    assert door.no(door.good(token="GCP_nobody"))[:2] == (401, 105001)


def test_a_token_of_another_app_is_105001(door: Door) -> None:
    asked = door.good(app_key=OTHER_KEY, secret=OTHER_SECRET)
    assert door.no(asked)[:2] == (401, 105001)


def test_a_token_past_its_seven_days_is_105002_and_the_switch_turns_its_status(door: Door) -> None:
    door.world.clock.jump_to(door.world.clock.now() + 7 * 86_400 - 1)
    door.admit(door.good())
    door.wall.advance(1)
    assert door.no(door.good())[:2] == (401, 105002)
    door.switches.set("status_of_expired_token", 200)
    assert door.no(door.good())[:2] == (200, 105002)


def test_an_inactive_shop_and_an_inactive_seller_have_their_own_codes(door: Door) -> None:
    door.world.shops["7495000000000000001"].active = False
    assert door.no(door.good())[:2] == (401, 36009043)
    door.admit(door.good(cipher=US))
    door.world.sellers["open-one"].active = False
    assert door.no(door.good())[:2] == (401, 36009044)


def test_a_scope_outside_the_grant_is_105005_and_names_it(door: Door) -> None:
    next(iter(door.world.grants.values())).scopes.remove("seller.order.info")
    status, code, message = door.no(door.good())
    assert (status, code) == (401, 105005)
    assert "seller.order.info" in message
    door.switches.set("scopes_enforced", "none")
    door.admit(door.good())


def test_a_scope_that_is_only_guessed_is_enforced_on_demand(door: Door) -> None:
    next(iter(door.world.grants.values())).scopes.clear()
    asked = door.good("GET", "/seller/202508/status")
    door.admit(asked)
    door.switches.set("scopes_enforced", "all")
    assert door.no(asked)[1] == 105005


def test_a_shop_operation_without_a_cipher_is_106013(door: Door) -> None:
    status, code, message = door.no(door.good(cipher=None))
    assert (status, code) == (400, 106013)
    assert message.startswith("Missing identifier.")


def test_a_cipher_that_is_not_of_this_grant_is_101000(door: Door) -> None:
    assert door.no(door.good(cipher=DE))[1] == 101000
    assert door.no(door.good(cipher="GCP_nobody"))[1] == 101000


@pytest.mark.parametrize("name", ["shop_cipher", "category_asset_cipher"])
def test_a_cipher_where_none_is_wanted_is_unexpected(door: Door, name: str) -> None:
    asked = resigned(door.good("GET", SHOPS), **{name: GB})
    status, code, message = door.no(asked)
    assert (status, code) == (400, 36009004)
    assert message.startswith(f"Unexpected identifier. The query parameter '{name}'")
    door.switches.set("unexpected_cipher", "ignore")
    door.admit(asked)


def test_the_documented_rate_is_fifty_a_second_for_each_shop_and_operation() -> None:
    door = Door("documented")
    for _ in range(50):
        door.admit(door.good())
    assert door.no(door.good())[:2] == (429, 36009002)
    door.admit(door.good(cipher=US))
    door.admit(door.good("GET", SHOPS))
    door.wall.advance(1)
    door.admit(door.good())


def test_a_body_that_is_not_json_is_36009022(door: Door) -> None:
    for body in (b"{", b"[]", b'"text"', b"\xff", b"[" * 100_000):
        asked = door.good()
        asked.body = body
        assert door.no(resigned(asked))[:2] == (400, 36009022)


def test_a_field_of_the_wrong_kind_is_named(door: Door) -> None:
    status, code, message = door.no(door.good(body={"create_time_ge": "yesterday"}))
    assert (status, code) == (400, 36009004)
    assert "'create_time_ge'" in message


def test_an_upload_wants_multipart(door: Door) -> None:
    assert door.no(door.good("POST", IMAGES, body={"data": "x"}))[:2] == (400, 36009023)


def multipart(door: Door, content: bytes) -> Request:
    asked = door.good("POST", IMAGES)
    asked.headers["content-type"] = "multipart/form-data; boundary=cut"
    asked.body = content
    return asked


def test_an_upload_is_read_and_its_body_is_not_signed(door: Door) -> None:
    ask = door.admit(
        multipart(
            door,
            b'--cut\r\nContent-Disposition: form-data; name="use_case"\r\n\r\nMAIN_IMAGE\r\n'
            b'--cut\r\nContent-Disposition: form-data; name="data"; filename="a.png"\r\n'
            b"Content-Type: image/png\r\n\r\n\x89PNG\r\n\x00\xff\r\n--cut--\r\n",
        )
    )
    assert ask.form == {"use_case": "MAIN_IMAGE", "data": Upload("a.png", "image/png", b"\x89PNG\r\n\x00\xff")}


@pytest.mark.parametrize("content", [b"", b"nothing", b'--cut\r\nContent-Disposition: form-data; name="data"\r\n\r\nhalf'])
def test_a_broken_upload_is_refused(door: Door, content: bytes) -> None:
    assert door.no(multipart(door, content))[1] in (36009022, 36009004)


def test_each_step_comes_before_the_next(door: Door) -> None:
    """One call with everything wrong, mended from the front: the codes appear in the platform's order."""
    door = Door("1")
    door.admit(door.good())
    grant = next(iter(door.world.grants.values()))
    grant.scopes.remove("seller.order.info")
    asked = request("POST", "/order/209901/x", token=None, at=1, app_key="nobody", body={"order_status": "PAID"})
    steps: list[tuple[int, Callable[[], object]]] = [
        (36009009, lambda: (setattr(asked, "path", ORDERS), setattr(asked, "method", "GET"))),
        (36009010, lambda: setattr(asked, "method", "POST")),
        (36009004, lambda: resigned(asked, "wrong", app_key="6f9k2mdesk", timestamp=str(door.world.clock.now()))),
        (106001, lambda: resigned(asked)),
        (36009004, lambda: asked.headers.update({"x-tts-access-token": "nobody"})),
        (105001, lambda: asked.headers.update({"x-tts-access-token": door.token})),
        (105005, lambda: grant.scopes.append("seller.order.info")),
        (106013, lambda: resigned(asked, shop_cipher=GB)),
        (36009002, lambda: door.wall.advance(1)),
        (36009004, lambda: None),
    ]
    for code, mend in steps:
        assert door.no(asked)[1] == code
        mend()


@pytest.mark.parametrize(
    ("order", "bad_sign_and_token", "no_scope_and_bad_cipher"),
    [
        ("sign_token_scope_cipher", 106001, 105005),
        ("token_sign_scope_cipher", 105001, 105005),
        ("sign_token_cipher_scope", 106001, 101000),
    ],
)
def test_what_is_judged_first_of_two_faults_is_a_switch(
    door: Door, order: str, bad_sign_and_token: int, no_scope_and_bad_cipher: int
) -> None:
    door.switches.set("order_of_checks", order)
    door.admit(door.good())
    twice_wrong = door.good(token="nobody's")
    twice_wrong.query["sign"] = "0" * 64
    assert door.no(twice_wrong)[1] == bad_sign_and_token
    for grant in door.world.grants.values():
        grant.scopes = []
    assert door.no(door.good(cipher="GCP_of_nobody"))[1] == no_scope_and_bad_cipher
    assert door.no(door.good(app_key="nobody", token="nobody's"))[1] == 36009004


def test_an_empty_query_parameter_counts_as_not_sent(door: Door) -> None:
    ask = door.admit(door.good(sort_field="", sort_order="ASC", page_token=""))
    assert dict(ask.query) == {"page_size": "20", "sort_order": "ASC"}
