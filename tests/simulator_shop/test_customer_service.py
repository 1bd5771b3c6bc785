"""Buyers and the shop talk: every message is told and read again, conversations close, sessions are counted (section 18)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.ask import Upload
from shoplatch.simulator.customer_service import buyer_says, rate
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.talks import Conversation
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk

HOUR, DAY = 3_600, 86_400
SEND, READ = "customer_service.send_message", "customer_service.get_conversation_messages"


def asked(text: str = "Where is it?") -> tuple[Desk, Shop, Order, Conversation]:
    """A buyer with an order asks something."""
    desk = Desk()
    shop = desk.shop()
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    desk.told.clear()
    return desk, shop, order, buyer_says(desk.world, shop, order.buyer, "TEXT", {"content": text})


def send(desk: Desk, shop: Shop, conversation: Conversation, kind: str, content: dict[str, Any]) -> str:
    body = {"type": kind, "content": json.dumps(content)}
    return str(desk.call(SEND, shop, body=body, conversation_id=conversation.id)["message_id"])


def messages(desk: Desk, shop: Shop, conversation: Conversation, **query: str) -> dict[str, Any]:
    return desk.call(READ, shop, query={"page_size": "10", **query}, conversation_id=conversation.id)


def test_a_question_is_told_listed_answered_and_read() -> None:
    desk, shop, _, conversation = asked()
    assert [event.topic for event in desk.told] == [13, 14, 14]
    assert [event.data["sender"]["role"] for event in desk.told[1:]] == ["BUYER", "SYSTEM"]
    (row,) = desk.call("customer_service.get_conversations", shop, query={"page_size": "20"})["conversations"]
    assert (row["unread_count"], row["can_send_message"], row["participant_count"]) == (1, True, 3)
    assert {person["role"] for person in row["participants"]} == {"BUYER", "SHOP", "CUSTOMER_SERVICE"}
    desk.call("customer_service.mark_buyer_messages_as_read", shop, conversation_id=conversation.id)
    message_id = send(desk, shop, conversation, "TEXT", {"content": "On its way"})
    seen = messages(desk, shop, conversation)["messages"]
    assert seen[0]["id"] == message_id == desk.told[-1].data["message_id"]
    assert json.loads(seen[0]["content"]) == {"content": "On its way"}
    found = desk.call("customer_service.get_conversation", shop, conversation_id=conversation.id)["conversation"]
    assert (found["id"], found["unread_count"]) == (conversation.id, 0)


def test_the_locale_changes_what_the_system_says_only() -> None:
    desk, shop, _, conversation = asked()
    german = messages(desk, shop, conversation, locale="de-DE")["messages"]
    english = messages(desk, shop, conversation)["messages"]
    changed = [(one["type"], one["content"] != other["content"]) for one, other in zip(german, english, strict=True)]
    assert sorted(changed) == [("ALLOCATED_SERVICE", True), ("TEXT", False)]


def test_messages_are_paged_both_ways_and_new_ones_shift_nothing() -> None:
    desk, shop, _, conversation = asked()
    for number in range(11):
        send(desk, shop, conversation, "TEXT", {"content": f"part {number}"})
    forth = [one["id"] for one in messages(desk, shop, conversation, sort_order="ASC")["messages"]]
    first = messages(desk, shop, conversation)
    send(desk, shop, conversation, "TEXT", {"content": "late"})
    second = messages(desk, shop, conversation, page_token=first["next_page_token"])
    walked = [one["id"] for page in (first, second) for one in page["messages"]]
    assert walked[::-1][:10] == forth
    assert len(set(walked)) == 13
    assert second["next_page_token"] == ""
    wrong = {"page_size": "10", "page_token": "1"}
    assert desk.refusal(READ, shop, query=wrong, conversation_id=conversation.id) == 36009004


def test_cards_are_of_things_that_concern_the_buyer() -> None:
    desk, shop, order, conversation = asked()
    other = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)])
    form = {"data": Upload("a.png", "image/png", png(640, 480))}
    url = desk.call("customer_service.upload_image_for_buyer_messages", shop, form=form)["url"]
    product_id = desk.skus(shop)[0].product_id
    good: list[tuple[str, dict[str, Any]]] = [
        ("ORDER_CARD", {"order_id": order.id}),
        ("LOGISTICS_CARD", {"order_id": order.id, "package_id": order.package_ids[0]}),
        ("RETURN_REFUND_CARD", {"order_id": order.id, "sku_id": order.lines[0].sku_id}),
        ("PRODUCT_CARD", {"product_id": product_id}),
        ("IMAGE", {"url": url}),
        ("VIDEO", {"url": "https://example.com/a.mp4"}),
    ]
    for kind, content in good:
        send(desk, shop, conversation, kind, content)
    seen = {row["type"]: row for row in messages(desk, shop, conversation, need_plaintext="true")["messages"]}
    assert {kind for kind, _ in good} < set(seen)
    assert json.loads(seen["IMAGE"]["content"]) == {"url": url, "width": 640, "height": 480}
    assert order.id in seen["ORDER_CARD"]["plaintext"]
    bad: list[tuple[str, dict[str, Any], int]] = [
        ("ORDER_CARD", {"order_id": other.id}, 45101002),
        ("LOGISTICS_CARD", {"order_id": order.id, "package_id": other.package_ids[0]}, 45101002),
        ("RETURN_REFUND_CARD", {"order_id": order.id, "sku_id": other.lines[0].sku_id}, 45101002),
        ("PRODUCT_CARD", {"product_id": "1"}, 45101002),
        ("IMAGE", {"url": "https://elsewhere.example/a.png"}, 45101002),
        ("COUPON_CARD", {"coupon_id": "1"}, 45111017),
        ("TEXT", {"content": "write to me@example.com"}, 45101006),
        ("TEXT", {"text": "no content"}, 36009004),
    ]
    count = len(conversation.messages)
    for kind, content, code in bad:
        body = {"type": kind, "content": json.dumps(content)}
        assert desk.refusal(SEND, shop, body=body, conversation_id=conversation.id) == code
    assert desk.refusal(SEND, shop, body={"type": "TEXT", "content": "plain"}, conversation_id=conversation.id) == 36009004
    assert len(conversation.messages) == count


def test_both_versions_of_sending_write_into_one_conversation() -> None:
    desk, shop, _, conversation = asked()
    body = {"type": "TEXT", "content": '{"content":"old"}'}
    desk.call(f"{SEND}@202309", shop, body=body, conversation_id=conversation.id)
    body = {"type": "TEXT", "content": '{"content":"by a machine"}', "sender_role": "ROBOT"}
    desk.call(SEND, shop, body=body, conversation_id=conversation.id)
    assert [message.role for message in conversation.messages[-2:]] == ["CUSTOMER_SERVICE", "ROBOT"]


@pytest.mark.parametrize(("silent", "who"), [(6 * HOUR, "buyer"), (7 * DAY, "shop")])
def test_silence_closes_a_conversation_until_the_buyer_writes_again(silent: int, who: str) -> None:
    desk, shop, order, conversation = asked()
    if who == "buyer":
        send(desk, shop, conversation, "TEXT", {"content": "Anything else?"})
    desk.wind(silent - 60)
    send(desk, shop, conversation, "TEXT", {"content": "Still there?"})
    desk.wind(6 * HOUR + 60)
    body = {"type": "TEXT", "content": '{"content":"Hello?"}'}
    assert desk.refusal(SEND, shop, body=body, conversation_id=conversation.id) == 45109001
    (row,) = desk.call("customer_service.get_conversations", shop, query={"page_size": "20"})["conversations"]
    assert not row["can_send_message"]
    assert buyer_says(desk.world, shop, order.buyer, "TEXT", {"content": "Yes"}) is conversation
    assert send(desk, shop, conversation, "TEXT", {"content": "Good"})
    assert len(conversation.sessions) == 2


def test_a_shop_opens_conversations_with_buyers_it_knows_only() -> None:
    desk, shop, order, _ = asked()
    other = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)])
    name = "customer_service.create_conversation"
    made = desk.call(name, shop, body={"buyer_user_id": other.buyer.id})["conversation_id"]
    assert desk.call(name, shop, body={"buyer_user_id": other.buyer.id})["conversation_id"] == made
    assert desk.topics().count(13) == 2
    assert desk.refusal(name, shop, body={"buyer_user_id": "7494000000000000000"}) == 45109003
    desk.wind(61 * DAY)
    assert desk.refusal(name, shop, body={"buyer_user_id": order.buyer.id}) == 45109003


def test_another_shop_and_nobody_have_no_such_conversation() -> None:
    desk, _, _, conversation = asked()
    asking = {"query": {"page_size": "10"}}
    assert desk.refusal(READ, desk.shop("US"), **asking, conversation_id=conversation.id) == 45102007
    assert desk.refusal(READ, desk.shop("US"), **asking, conversation_id="7494") == 45101003


def test_chats_wait_in_the_queue_while_no_agent_takes_them() -> None:
    desk, shop, order, _ = asked()
    desk.call("customer_service.update_agent_settings", shop, body={"can_accept_chat": False})
    assert desk.call("customer_service.get_agent_settings", shop) == {"can_accept_chat": False}
    other = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)])
    assert other.buyer.id != order.buyer.id
    waiting = buyer_says(desk.world, shop, other.buyer, "TEXT", {"content": "Hello"})
    query = {"need_session_id": "true", "need_session_info": "true"}

    def phase() -> str:
        row = desk.call("customer_service.get_conversation", shop, query=query, conversation_id=waiting.id)["conversation"]
        assert row["cur_session_id"] == row["cur_session"]["id"]
        return str(row["cur_session"]["phase"])

    assert phase() == "QUEUED"
    send(desk, shop, waiting, "TEXT", {"content": "Here I am"})
    assert phase() == "ASSIGNED"


def test_sessions_are_found_ended_rated_and_summed_up() -> None:
    desk, shop, order, conversation = asked()
    desk.wind(90)
    send(desk, shop, conversation, "TEXT", {"content": "Tomorrow"})
    bought = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)], buyer=order.buyer)
    session_id = conversation.sessions[0].id
    path = {"conversation_id": conversation.id, "session_id": session_id}
    for _ in range(2):
        assert desk.call("customer_service.end_session", shop, **path) == {}
    rate(conversation, 2, "Too slow")
    now = desk.world.clock.now()
    span = {"begin_time_ge": now - DAY, "begin_time_lt": now}
    name = "customer_service.search_sessions"
    (row,) = desk.call(name, shop, query={"page_size": "5"}, body=span)["sessions"]
    assert (row["id"], row["first_response_time"], row["first_response_late"]) == (session_id, 90, False)
    assert (row["satisfaction_score"], row["dissatisfaction_reason"], row["end_time"]) == (2, "Too slow", now)
    nobody = {**span, "buyer_nickname": "nobody at all"}
    assert desk.call(name, shop, query={"page_size": "5"}, body=nobody)["sessions"] == []
    dates = {"support_date_ge": "2026-11-18", "support_date_lt": "2026-11-19"}
    told = desk.call("customer_service.get_customer_service_performance", shop, query=dates)["performance"]
    assert told["support_session_count"] == 1
    assert (told["response_percentage"], told["response_time_mins"]) == ("100.0", "1.5")
    assert (told["satisfaction_percentage"], told["conversion_rate"]) == ("0.0", "100.0")
    assert told["cs_guided_gmv"] == f"{bought.lines[0].sale_price / 100:.2f}"
    backwards = {"support_date_ge": "2026-11-19", "support_date_lt": "2026-11-18"}
    assert desk.refusal("customer_service.get_customer_service_performance", shop, query=backwards) == 36009004
