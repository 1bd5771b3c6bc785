"""What shops and creators say to each other: conversations, messages, pictures, groups of the inbox (webhook 33)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.creators import outreach, talking
from shoplatch.simulator.creators.askers import avatar, creator_for
from shoplatch.simulator.creators.lists import INVALID, newest_first
from shoplatch.simulator.creators.open_calls import INVALID_PARAMETER, own_product
from shoplatch.simulator.creators.people import known
from shoplatch.simulator.customer_service import is_sensitive
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import CreatorTalk
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.talks import Message
from shoplatch.simulator.state.world import World

SENSITIVE, TEXT_MAX = 50001703, 2_000
_ACTIONS = {
    "STAR": ("starred", True),
    "UNSTAR": ("starred", False),
    "ARCHIVE": ("archived", True),
    "UNARCHIVE": ("archived", False),
    "MUTE": ("muted", True),
    "UNMUTE": ("muted", False),
}


def get_or_create_creator_conversation(world: World, ask: Ask) -> dict[str, Any]:
    """The conversation with a creator, opened if there is none."""
    shop, body = ask.own_shop, ask.body
    person = creator_for(world, shop, body.get("creator_open_id") or body["creator_id"])
    found = talking.find(shop, person.open_id)
    talk = talking.begin(world, shop, person.open_id) if found is None else found
    told: dict[str, Any] = {"conversation_id": talk.id, "is_new": found is None}
    if not body.get("only_need_conversation_id"):
        told |= {name: value for name, value in _told(world, talk).items() if name != "id"}
    return told


def get_conversation_list(world: World, ask: Ask) -> dict[str, Any]:
    """The shop's conversations, the latest first."""
    shop, state = ask.own_shop, ask.query.get("conversation_status") or "ALL"
    rows = [one for one in shop.affiliate.talks.values() if _is_in(one, state)]
    page, token = newest_first(ask, rows, lambda one: (one.update_time, one.id), most=50)
    bare = ask.query.get("only_need_conversation_id", "").lower() == "true" or ask.body.get("only_need_conversation_id")
    told = [{"id": one.id} if bare else _told(world, one) for one in page]
    return {"conversations": told, "has_more": bool(token), "next_page_token": token}


def get_creator_conversation_messages(_world: World, ask: Ask) -> dict[str, Any]:
    """Messages of one conversation, the latest first."""
    talk = _own(ask.own_shop, ask.path["conversation_id"])
    page, token = newest_first(ask, talk.messages, lambda one: (int(one.index), one.id), most=20)
    told = [
        {
            "conversation_index": one.index,
            "message_body": {
                "id": one.id,
                "conversation_id": talk.id,
                "type": one.type,
                "content": one.content,
                "create_time": one.create_time,
                "sender_id": one.sender_id,
            },
        }
        for one in page
    ]
    return {"messages": told, "has_more": bool(token), "next_page_token": token}


def send_im_message(world: World, ask: Ask) -> dict[str, Any]:
    """The shop writes; the first message to a creator within a week counts against the quota."""
    shop, body = ask.own_shop, ask.body
    talk = _own(shop, ask.path["conversation_id"])
    kind = "TARGET_COLLABORATION_CARD" if body["msg_type"].startswith("TARGET_") else body["msg_type"]
    content = _checked(shop, kind, body["content"])
    outreach.note(world, shop, talk.creator, by_message=True)
    return {"message_id": talking.shop_says(world, shop, talk, kind, content).id}


def get_latest_unread_messages(_world: World, ask: Ask) -> dict[str, Any]:
    """The newest message of each conversation in which something was not read."""
    rows = [one for one in ask.own_shop.affiliate.talks.values() if one.unread and one.messages]
    told = []
    for talk in sorted(rows, key=lambda one: (-one.update_time, one.id)):
        last = next(one for one in reversed(talk.messages) if one.role == "CREATOR")
        told.append(
            {
                "conversation_id": talk.id,
                "content": last.content,
                "type": last.type,
                "sender_id": last.sender_id,
                "unread_message_count": talk.unread,
            }
        )
    return {"newest_message_list": told}


def mark_conversations_as_read(_world: World, ask: Ask) -> dict[str, Any]:
    """Everything in them was read; those that do not exist are named."""
    failed = []
    for conversation_id in ask.body["conversation_ids"]:
        talk = ask.own_shop.affiliate.talks.get(conversation_id)
        if talk is None:
            failed.append(conversation_id)
        else:
            talk.unread = 0
    return {"failed_conversation_ids": failed}


def update_conversation_status(_world: World, ask: Ask) -> dict[str, Any]:
    """Star, archive or mute a conversation, or take that back."""
    talk, action = _own(ask.own_shop, ask.path["conversation_id"]), ask.body["action"].upper()
    if action not in _ACTIONS:
        raise Refused(INVALID, f"Invalid request parameter. 'action' must be one of {', '.join(_ACTIONS)}.")
    name, value = _ACTIONS[action]
    setattr(talk, name, value)
    return {}


def get_inbox_category_counts(_world: World, ask: Ask) -> dict[str, Any]:
    """How many conversations lie in each group of the inbox."""
    talks = ask.own_shop.affiliate.talks.values()
    groups = ("ALL", "UNREAD", "UNREPLIED", "ARCHIVED", "STARRED")
    counts = [{"group_type": group, "count": sum(_is_in(one, group) for one in talks)} for group in groups]
    return {"data": {"group_counts": counts}}


def upload_message_image(world: World, ask: Ask) -> dict[str, Any]:
    """A picture for messages; the older version takes no shop and keeps it for all shops of the seller."""
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(INVALID, "Missing required form field. 'data' is required and was not sent.")
    width, height = read_picture(upload.content, "AFFILIATE_MESSAGE")
    name = f"affiliate-message-{world.new_id('7304')}"
    world.shelved.keep(f"images/{name}", upload.content)
    url = image_url(world, name)
    shops = [ask.shop] if ask.shop is not None else [world.shops[one] for one in ask.grant.shop_ids]
    for shop in shops:
        shop.affiliate.pictures[url] = (width, height)
    return {"url": url, "width": width, "height": height}


def _own(shop: Shop, conversation_id: str) -> CreatorTalk:
    found = shop.affiliate.talks.get(conversation_id)
    if found is None:
        raise Refused(INVALID_PARAMETER, "The conversation is not one of this shop.")
    return found


def _is_in(talk: CreatorTalk, group: str) -> bool:
    """Whether a conversation belongs to a group; archived ones are in no other but theirs."""
    if group == "ARCHIVED" or talk.archived:
        return group == "ARCHIVED" and talk.archived
    last: Message | None = talk.messages[-1] if talk.messages else None
    return {
        "ALL": True,
        "UNREAD": talk.unread > 0,
        "UNREPLIED": last is not None and last.role == "CREATOR",
        "STARRED": talk.starred,
    }.get(group, False)


def _told(world: World, talk: CreatorTalk) -> dict[str, Any]:
    person = known(world, talk.creator)
    return {
        "id": talk.id,
        "creator_im_id": person.im_id,
        "username": person.username,
        "avatar": avatar(world, person)["url"],
        "unread_count": talk.unread,
    }


def _checked(shop: Shop, kind: str, text: str) -> dict[str, Any]:
    """The content as an object.

    Raises:
        Refused: it is not JSON, lacks what its type needs, is forbidden, or names something that is not this shop's.
    """
    try:
        content = json.loads(text)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise Refused(INVALID, "Invalid request parameter. 'content' must be a JSON object in a string.")
    said = str(content.get("content") or "")
    if kind == "TEXT" and not 0 < len(said) <= TEXT_MAX:
        raise Refused(INVALID, f"Invalid request parameter. 'content.content' must have 1 to {TEXT_MAX} characters.")
    if is_sensitive(said):
        raise Refused(SENSITIVE)
    if kind == "IMAGE" and content.get("url") not in shop.affiliate.pictures:
        raise Refused(INVALID_PARAMETER, "The picture was not uploaded for messages.")
    if kind in ("PRODUCT_CARD", "FREE_SAMPLE_CARD"):
        own_product(shop, _named(content, "product_id"))
    if kind == "TARGET_COLLABORATION_CARD" and _target_id(content) not in shop.affiliate.targets:
        raise Refused(INVALID_PARAMETER, "The target collaboration is not one of this shop.")
    return content


def _target_id(content: Mapping[str, Any]) -> str:
    return str(content.get("target_collaboration_id") or content.get("invitation_group_id") or "")


def _named(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(INVALID, f"Missing required field. 'content.{name}' is required and was not sent.")
    return value


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.get_or_create_creator_conversation": get_or_create_creator_conversation,
    "affiliate_seller.get_conversation_list": get_conversation_list,
    "affiliate_seller.get_creator_conversation_messages": get_creator_conversation_messages,
    "affiliate_seller.send_im_message": send_im_message,
    "affiliate_seller.get_latest_unread_messages": get_latest_unread_messages,
    "affiliate_seller.mark_conversations_as_read": mark_conversations_as_read,
    "affiliate_seller.update_conversation_status": update_conversation_status,
    "affiliate_seller.get_inbox_category_counts": get_inbox_category_counts,
    "affiliate_seller.upload_message_image": upload_message_image,
}
