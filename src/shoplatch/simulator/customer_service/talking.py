"""How conversations go: who may open one, what every message does, when one closes, how buyers rate it (section 18)."""

from __future__ import annotations

import json
from typing import Any

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Buyer
from shoplatch.simulator.state.talks import Conversation, Message, Session
from shoplatch.simulator.state.world import World

NEW_CONVERSATION, NEW_MESSAGE = 13, 14
INITIATE_REFUSED, SEND_REFUSED = 45109003, 45109001
HOUR_S, DAY_S = 3_600, 86_400
BUYER_SILENT_S, SHOP_SILENT_S = 6 * HOUR_S, 7 * DAY_S  # after the other side's last message
TALKED_WITHIN_S, ORDERED_WITHIN_S = 30 * DAY_S, 60 * DAY_S
MESSAGES_MAX = 5_000  # kept of one conversation; the oldest go


def im_user_id(role: str, owner_id: str) -> str:
    """The id in messaging, which is not the id of the account (platform.md section 18)."""
    return f"{'72' if role == 'BUYER' else '73' if role == 'SHOP' else '74'}{owner_id[2:]}"


def find(shop: Shop, buyer_id: str) -> Conversation | None:
    """The conversation with a buyer: there is one at most."""
    return next((one for one in shop.talks.conversations.values() if one.buyer_id == buyer_id), None)


def open_by_shop(world: World, shop: Shop, buyer_id: str) -> Conversation:
    """The seller opens a conversation, or the one that closed again.

    Raises:
        Refused: the buyer neither talked, ordered nor returned recently enough.
    """
    conversation, now = find(shop, buyer_id), world.clock.now()
    orders = [order for order in shop.orders.live() if order.buyer.id == buyer_id]
    talked = conversation is not None and conversation.update_time >= now - TALKED_WITHIN_S
    ordered = any(order.create_time >= now - ORDERED_WITHIN_S for order in orders)
    returned = any(request.buyer_id == buyer_id for request in shop.returns.live())
    if not (talked or ordered or returned):
        raise Refused(INITIATE_REFUSED)
    if conversation is None:
        nickname = orders[0].buyer.nickname if orders else "Buyer"
        conversation = _begin(world, shop, buyer_id, nickname)
    if conversation.current is None:
        _session(world, conversation, "ASSIGNED")
        _await(world, shop, conversation, BUYER_SILENT_S)
    return conversation


def buyer_says(world: World, shop: Shop, buyer: Buyer, kind: str, content: dict[str, Any]) -> Conversation:
    """A buyer writes; the first message opens the conversation, or a new session of it."""
    conversation = find(shop, buyer.id) or _begin(world, shop, buyer.id, buyer.nickname)
    fresh = conversation.current is None
    if fresh:
        _session(world, conversation, "ASSIGNED" if shop.talks.can_accept_chat else "QUEUED")
    session = conversation.sessions[-1]
    session.asked_at = session.asked_at or world.clock.now()
    conversation.unread += 1
    post(world, shop, conversation, "BUYER", kind, content)
    if fresh and session.phase == "ASSIGNED":
        post(world, shop, conversation, "SYSTEM", "ALLOCATED_SERVICE", {"content": "allocated"})
    _await(world, shop, conversation, SHOP_SILENT_S)
    return conversation


def shop_says(
    world: World, shop: Shop, conversation: Conversation, role: str, kind: str, content: dict[str, Any]
) -> Message:
    """The shop writes.

    Raises:
        Refused: the conversation is closed.
    """
    session = conversation.current
    if session is None:
        raise Refused(SEND_REFUSED)
    if session.first_response_s is None and session.asked_at:
        session.first_response_s = world.clock.now() - session.asked_at
    session.phase = "AUTO_REPLY" if role == "ROBOT" else "ASSIGNED"
    message = post(world, shop, conversation, role, kind, content)
    _await(world, shop, conversation, BUYER_SILENT_S)
    return message


def post(world: World, shop: Shop, conversation: Conversation, role: str, kind: str, content: dict[str, Any]) -> Message:
    """Write a message down and tell it: webhook 14 for whoever wrote it."""
    now = world.clock.now()
    sender = conversation.buyer_id if role == "BUYER" else shop.id
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    message = Message(
        world.new_id("7494"), f"{now}{world.serial % 10**6:06d}", kind, text, now, role, im_user_id(role, sender)
    )
    conversation.messages.append(message)
    del conversation.messages[:-MESSAGES_MAX]
    conversation.update_time = now
    told = {
        "message_id": message.id,
        "index": message.index,
        "conversation_id": conversation.id,
        "type": kind,
        "content": text,
        "create_time": now,
        "is_visible": True,
        "sender": {"im_user_id": message.sender_id, "role": role},
    }
    world.tell(NEW_MESSAGE, shop, told)
    return message


def close(world: World, conversation: Conversation) -> None:
    """End the open session; the next message of the buyer begins another."""
    session = conversation.current
    if session is not None:
        session.end_time = world.clock.now()
        conversation.turn += 1


def silence(world: World, payload: dict[str, Any]) -> None:
    """Due: nobody has said anything since."""
    conversation = world.shops[payload["shop"]].talks.conversations.get(payload["conversation"])
    if conversation is not None and conversation.turn == payload["turn"]:
        close(world, conversation)


def rate(conversation: Conversation, score: int, reason: str = "") -> Session:
    """The buyer rates the last session.

    Raises:
        InvalidRequest: the score is not one of 1 to 5.
        Conflict: nobody has answered in it yet.
    """
    if not 1 <= score <= 5:
        raise InvalidRequest("A score is 1 to 5")
    answered = [session for session in conversation.sessions if session.first_response_s is not None]
    if not answered:
        raise Conflict(f"Nobody has answered in conversation {conversation.id} yet")
    answered[-1].satisfaction_score = score
    answered[-1].dissatisfaction_reason = reason if score < 3 else ""
    return answered[-1]


def _begin(world: World, shop: Shop, buyer_id: str, nickname: str) -> Conversation:
    now = world.clock.now()
    conversation = Conversation(world.new_id("7494"), buyer_id, nickname, now, now)
    shop.talks.conversations[conversation.id] = conversation
    world.tell(NEW_CONVERSATION, shop, {"conversation_id": conversation.id, "create_time": now})
    return conversation


def _session(world: World, conversation: Conversation, phase: str) -> None:
    conversation.sessions.append(Session(world.new_id("7495"), world.clock.now(), phase))


def _await(world: World, shop: Shop, conversation: Conversation, seconds: int) -> None:
    conversation.turn += 1
    world.clock.after(seconds, "talk.silent", shop=shop.id, conversation=conversation.id, turn=conversation.turn)
