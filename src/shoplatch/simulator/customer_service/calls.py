"""The customer service operations: conversations, messages, sessions, agents, performance (platform.md section 18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.customer_service import talking, views
from shoplatch.simulator.customer_service.contents import checked
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.talks import Conversation, Message, Session
from shoplatch.simulator.state.world import World

NOT_FOUND, FORBIDDEN, PICTURE_REFUSED = 45101003, 45102007, 45101008
PAGE_MAX, SPAN_MAX_DAYS = 100, 366
_SATISFIED_FROM = 4
_GUIDED_WITHIN_S = 86_400
_ROLES = ("CUSTOMER_SERVICE", "SHOP", "ROBOT")
_Row = TypeVar("_Row")


def get_agent_settings(_world: World, ask: Ask) -> dict[str, Any]:
    """Whether the app's agent takes new chats."""
    return {"can_accept_chat": ask.own_shop.talks.can_accept_chat}


def update_agent_settings(_world: World, ask: Ask) -> dict[str, Any]:
    """Take new chats, or leave them in the queue."""
    ask.own_shop.talks.can_accept_chat = ask.body["can_accept_chat"]
    return {}


def get_conversations(world: World, ask: Ask) -> dict[str, Any]:
    """Conversations with their latest message, the latest first."""
    shop, locale = ask.own_shop, ask.query.get("locale", "en")
    rows = sorted(shop.talks.conversations.values(), key=lambda one: (one.update_time, one.id), reverse=True)
    page, token = _page(rows, ask, lambda one: f"{one.update_time}{one.id}")
    told = []
    for conversation in page:
        view = views.conversation_view(world, shop, conversation, platform_name="buyer_platform")
        view["can_send_message"] = conversation.current is not None
        if conversation.messages:
            view["latest_message"] = views.message_view(world, shop, conversation, conversation.messages[-1], locale)
        _with_session(view, conversation, ask)
        told.append(view)
    return {"conversations": told, "next_page_token": token}


def get_conversation(world: World, ask: Ask) -> dict[str, Any]:
    """One conversation with its participants."""
    conversation = _own(world, ask)
    view = views.conversation_view(world, ask.own_shop, conversation, platform_name="platform")
    _with_session(view, conversation, ask)
    return {"conversation": view}


def create_conversation(world: World, ask: Ask) -> dict[str, Any]:
    """Open a conversation with a buyer who talked, ordered or returned something."""
    return {"conversation_id": talking.open_by_shop(world, ask.own_shop, ask.body["buyer_user_id"]).id}


def get_conversation_messages(world: World, ask: Ask) -> dict[str, Any]:
    """Messages of one conversation, the latest first unless told otherwise."""
    shop, conversation, locale = ask.own_shop, _own(world, ask), ask.query.get("locale", "en")
    latest_first = ask.query.get("sort_order", "DESC") == "DESC"
    rows = conversation.messages[::-1] if latest_first else conversation.messages
    page, token = _page(rows, ask, lambda one: one.index)
    return {
        "messages": [_message(world, shop, conversation, message, ask, locale) for message in page],
        "next_page_token": token,
        "unsupported_msg_tips": "Please check this message in Seller Center.",
    }


def send_message(world: World, ask: Ask) -> dict[str, Any]:
    """The shop writes (202309 and 202606)."""
    shop, conversation = ask.own_shop, _own(world, ask)
    if conversation.current is None:
        raise Refused(talking.SEND_REFUSED)
    role = ask.body.get("sender_role") or "CUSTOMER_SERVICE"
    if role not in _ROLES:
        raise Refused(36009004, f"Invalid request parameter. 'sender_role' must be one of {', '.join(_ROLES)}.")
    kind = ask.body.get("type") or "TEXT"
    content = checked(world, shop, conversation, kind, ask.body.get("content") or "")
    return {"message_id": talking.shop_says(world, shop, conversation, role, kind, content).id}


def mark_buyer_messages_as_read(world: World, ask: Ask) -> dict[str, Any]:
    """Everything the buyer wrote was read."""
    _own(world, ask).unread = 0
    return {}


def upload_image_for_buyer_messages(world: World, ask: Ask) -> dict[str, Any]:
    """A picture for messages."""
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(PICTURE_REFUSED)
    width, height = read_picture(upload.content, "CUSTOMER_SERVICE")
    name = f"message-{world.new_id('7304')}"
    world.shelved.keep(f"images/{name}", upload.content)
    url = image_url(world, name)
    ask.own_shop.talks.pictures[url] = (width, height)
    return {"url": url, "width": width, "height": height}


def search_sessions(_world: World, ask: Ask) -> dict[str, Any]:
    """Sessions that began in a span, the latest first."""
    body, name = ask.body, (ask.body.get("buyer_nickname") or "").casefold()
    found = [
        (conversation, session)
        for conversation in ask.own_shop.talks.conversations.values()
        for session in conversation.sessions
        if body["begin_time_ge"] <= session.begin_time < body["begin_time_lt"] and name in conversation.nickname.casefold()
    ]
    found.sort(key=lambda row: (row[1].begin_time, row[1].id), reverse=True)
    page, token = _page(found, ask, lambda row: f"{row[1].begin_time}{row[1].id}")
    return {"sessions": [views.session_view(*row) for row in page], "next_page_token": token}


def end_session(world: World, ask: Ask) -> dict[str, Any]:
    """The agent closes the open session; closing one twice changes nothing."""
    conversation = _own(world, ask)
    session = next((one for one in conversation.sessions if one.id == ask.path["session_id"]), None)
    if session is None:
        raise Refused(NOT_FOUND)
    if not session.end_time:
        talking.close(world, conversation)
    return {}


def get_customer_service_performance(_world: World, ask: Ask) -> dict[str, Any]:
    """How sessions that began on these days of the shop's calendar went."""
    shop = ask.own_shop
    start, end = (_midnight(shop, ask.query[f"support_date_{side}"]) for side in ("ge", "lt"))
    if not start < end <= start + SPAN_MAX_DAYS * 86_400:
        raise Refused(36009004, "Invalid request parameter. The dates must be in order and at most a year apart.")
    pairs = [
        (conversation, session)
        for conversation in shop.talks.conversations.values()
        for session in conversation.sessions
        if start <= session.begin_time < end and session.asked_at
    ]
    answered = [one.first_response_s for _, one in pairs if one.first_response_s is not None]
    scores = [one.satisfaction_score for _, one in pairs if one.satisfaction_score]
    in_time = sum(seconds <= views.LATE_S for seconds in answered)
    buyers, gmv = _guided(shop, pairs)
    return {
        "performance": {
            "support_session_count": len(pairs),
            "response_percentage": _share(in_time, len(pairs)),
            "response_time_mins": f"{sum(answered) / len(answered) / 60:.1f}" if answered else "0.0",
            "satisfaction_percentage": _share(sum(score >= _SATISFIED_FROM for score in scores), len(scores)),
            "conversion_rate": _share(buyers, len({conversation.buyer_id for conversation, _ in pairs})),
            "cs_guided_gmv": market(shop.region).text(gmv),
            "currency": market(shop.region).currency,
        }
    }


def _guided(shop: Shop, pairs: Sequence[tuple[Conversation, Session]]) -> tuple[int, int]:
    """How many of the buyers ordered within a day after they had asked, and for how much."""
    asked: dict[str, list[int]] = {}
    for conversation, session in pairs:
        asked.setdefault(conversation.buyer_id, []).append(session.asked_at)
    bought = [
        order
        for order in shop.orders.live()
        if order.paid_time
        and any(moment < order.create_time <= moment + _GUIDED_WITHIN_S for moment in asked.get(order.buyer.id, ()))
    ]
    return len({order.buyer.id for order in bought}), sum(line.sale_price for order in bought for line in order.lines)


def _own(world: World, ask: Ask) -> Conversation:
    conversation_id = ask.path["conversation_id"]
    found = ask.own_shop.talks.conversations.get(conversation_id)
    if found is not None:
        return found
    elsewhere = any(conversation_id in shop.talks.conversations for shop in world.shops.values())
    raise Refused(FORBIDDEN if elsewhere else NOT_FOUND)


def _message(
    world: World, shop: Shop, conversation: Conversation, message: Message, ask: Ask, locale: str
) -> dict[str, Any]:
    view = views.message_view(world, shop, conversation, message, locale)
    if ask.query.get("need_data", "").lower() == "true":
        view["data"] = "{}"
    if ask.query.get("need_plaintext", "").lower() == "true":
        view["plaintext"] = views.message_plaintext(message, locale)
    return view


def _with_session(view: dict[str, Any], conversation: Conversation, ask: Ask) -> None:
    wanted = {name: ask.query.get(f"need_session_{name}", "").lower() == "true" for name in ("id", "info")}
    views.add_session(view, conversation, with_id=wanted["id"], with_info=wanted["info"])


def _page(rows: Sequence[_Row], ask: Ask, place: Callable[[_Row], str]) -> tuple[Sequence[_Row], str]:
    """The rows after the one the token names; a row that came in on top meanwhile shifts nothing."""
    size, token, start = int(ask.query["page_size"]), ask.query.get("page_token", ""), 0
    if not 0 < size <= PAGE_MAX:
        raise Refused(36009004, f"Invalid request parameter. 'page_size' must be at least 1 and at most {PAGE_MAX}.")
    if token:
        start = next((at for at, row in enumerate(rows, 1) if place(row) == token), 0)
        if not start:
            raise Refused(36009004, "Invalid request parameter. 'page_token' is not one of this list.")
    page = rows[start : start + size]
    return page, place(page[-1]) if start + size < len(rows) else ""


def _midnight(shop: Shop, text: str) -> int:
    try:
        day = date.fromisoformat(text)
        return int(datetime(day.year, day.month, day.day, tzinfo=market(shop.region).zone).timestamp())
    except ValueError:
        raise Refused(36009004, "Invalid request parameter. A date is written YYYY-MM-DD.") from None


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "0.0"


HANDLERS: dict[str, Handler] = {
    "customer_service.get_agent_settings": get_agent_settings,
    "customer_service.update_agent_settings": update_agent_settings,
    "customer_service.get_conversations": get_conversations,
    "customer_service.get_conversation": get_conversation,
    "customer_service.create_conversation": create_conversation,
    "customer_service.get_conversation_messages": get_conversation_messages,
    "customer_service.send_message": send_message,
    "customer_service.mark_buyer_messages_as_read": mark_buyer_messages_as_read,
    "customer_service.upload_image_for_buyer_messages": upload_image_for_buyer_messages,
    "customer_service.search_sessions": search_sessions,
    "customer_service.end_session": end_session,
    "customer_service.get_customer_service_performance": get_customer_service_performance,
}
