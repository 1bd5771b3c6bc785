"""How conversations, messages and sessions look on the wire."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from shoplatch.simulator.customer_service.contents import plaintext
from shoplatch.simulator.customer_service.talking import im_user_id
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.talks import Conversation, Message, Session
from shoplatch.simulator.state.world import World

LATE_S = 86_400  # the target: answered within 24 hours
_SYSTEM: dict[str, str] = json.loads(files(__package__).joinpath("system.json").read_bytes())["allocated"]


def conversation_view(world: World, shop: Shop, conversation: Conversation, *, platform_name: str) -> dict[str, Any]:
    """A conversation with its participants; the newer call names the buyer's platform differently."""
    return {
        "id": conversation.id,
        "create_time": conversation.create_time,
        "participant_count": 3,
        "participants": [
            {**_person(world, shop, conversation, role), **({platform_name: "TIKTOK_SHOP"} if role == "BUYER" else {})}
            for role in ("BUYER", "SHOP", "CUSTOMER_SERVICE")
        ],
        "unread_count": conversation.unread,
    }


def add_session(view: dict[str, Any], conversation: Conversation, *, with_id: bool, with_info: bool) -> None:
    """The open session, where the caller asked for it."""
    session = conversation.current
    if session is None:
        return
    if with_id:
        view["cur_session_id"] = session.id
    if with_info:
        view["cur_session"] = {"id": session.id, "phase": session.phase}


def message_view(world: World, shop: Shop, conversation: Conversation, message: Message, locale: str) -> dict[str, Any]:
    """One message; the locale changes what the system says, nothing else."""
    person = _person(world, shop, conversation, message.role)
    return {
        "id": message.id,
        "index": message.index,
        "type": message.type,
        "content": _content(message, locale),
        "create_time": message.create_time,
        "is_visible": True,
        "sender": {name: person[name] for name in ("avatar", "im_user_id", "nickname", "role")},
    }


def message_plaintext(message: Message, locale: str) -> str:
    """A message without cards."""
    return plaintext("TEXT" if message.role == "SYSTEM" else message.type, _content(message, locale))


def session_view(conversation: Conversation, session: Session) -> dict[str, Any]:
    """One session; what has not happened yet is left out."""
    view: dict[str, Any] = {
        "id": session.id,
        "conversation_id": conversation.id,
        "begin_time": session.begin_time,
        "buyer_nickname": conversation.nickname,
        "chat_tags": list(session.chat_tags),
    }
    if session.end_time:
        view["end_time"] = session.end_time
    if session.first_response_s is not None:
        view |= {"first_response_time": session.first_response_s, "first_response_late": session.first_response_s > LATE_S}
    if session.satisfaction_score:
        view["satisfaction_score"] = session.satisfaction_score
    if session.dissatisfaction_reason:
        view["dissatisfaction_reason"] = session.dissatisfaction_reason
    return view


def _person(world: World, shop: Shop, conversation: Conversation, role: str) -> dict[str, Any]:
    buyer = role == "BUYER"
    owner_id = conversation.buyer_id if buyer else shop.id
    name = conversation.nickname if buyer else shop.name if role == "SHOP" else f"{shop.name} service"
    return {
        "im_user_id": im_user_id(role, owner_id),
        "user_id": owner_id,
        "nickname": name,
        "avatar": image_url(world, f"avatar/{owner_id[-2:]}"),
        "role": role,
    }


def _content(message: Message, locale: str) -> str:
    if message.role != "SYSTEM":
        return message.content
    return json.dumps({"content": _SYSTEM.get(locale, _SYSTEM["en"])}, ensure_ascii=False, separators=(",", ":"))
