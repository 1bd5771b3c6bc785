"""How shops and creators talk: who says what, and that an invited creator mostly answers (webhook 33 rings for both)."""

from __future__ import annotations

import json
import random
from typing import Any

from shoplatch.simulator.creators.people import known, words
from shoplatch.simulator.state.creators import CreatorTalk
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.talks import Message
from shoplatch.simulator.state.world import World

TOPIC = 33
ANSWERS = "creators.answers"
ANSWERS_PPM, ANSWER_S = 700_000, (600, 20 * 3_600)
MESSAGES_MAX = 5_000  # kept of one conversation; the oldest go


def register(world: World) -> None:
    """Teach the world how creators answer."""
    world.happenings[ANSWERS] = _answers


def find(shop: Shop, open_id: str) -> CreatorTalk | None:
    """The conversation with a creator: there is one at most."""
    return next((one for one in shop.affiliate.talks.values() if one.creator == open_id), None)


def begin(world: World, shop: Shop, open_id: str) -> CreatorTalk:
    """Open one."""
    now = world.clock.now()
    talk = CreatorTalk(world.new_id("7451"), open_id, now, now)
    shop.affiliate.talks[talk.id] = talk
    return talk


def shop_says(world: World, shop: Shop, talk: CreatorTalk, kind: str, content: dict[str, Any]) -> Message:
    """The shop writes; most creators answer within a day, unless somebody holds the account."""
    message = _post(world, shop, talk, "SHOP", f"73{shop.id[2:]}", kind, content)
    chance = random.Random(f"{world.seed}:{talk.id}:{message.index}")
    if talk.creator not in world.sellers and chance.randrange(1_000_000) < ANSWERS_PPM:
        world.clock.after(chance.randrange(*ANSWER_S), ANSWERS, shop=shop.id, talk=talk.id, to=message.index)
    return message


def creator_says(world: World, shop: Shop, open_id: str, kind: str, content: dict[str, Any]) -> CreatorTalk:
    """A creator writes; the first message opens the conversation."""
    talk = find(shop, open_id) or begin(world, shop, open_id)
    talk.unread += 1
    _post(world, shop, talk, "CREATOR", known(world, open_id).im_id, kind, content)
    return talk


def _answers(world: World, payload: dict[str, Any]) -> None:
    """Due: a creator answers, if nobody wrote anything since."""
    shop = world.shops[payload["shop"]]
    talk = shop.affiliate.talks.get(payload["talk"])
    if talk is not None and talk.messages and talk.messages[-1].index == payload["to"]:
        said = random.Random(f"{world.seed}:{talk.id}:{payload['to']}:said").choice(words()["hellos"])
        creator_says(world, shop, talk.creator, "TEXT", {"content": said})


def _post(
    world: World, shop: Shop, talk: CreatorTalk, role: str, sender_id: str, kind: str, content: dict[str, Any]
) -> Message:
    now = world.clock.now()
    last = int(talk.messages[-1].index) if talk.messages else 0
    message = Message(
        id=world.new_id("7452"),
        index=str(max(last + 1, now * 1_000_000)),
        type=kind,
        content=json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        create_time=now,
        role=role,
        sender_id=sender_id,
    )
    talk.messages.append(message)
    del talk.messages[:-MESSAGES_MAX]
    talk.update_time = now
    data = {
        "index": message.index,
        "message_id": message.id,
        "conversation_id": talk.id,
        "msg_type": kind,
        "content": message.content,
        "create_time": str(now),
        "sender": {"sender_im_user_id": sender_id},
    }
    world.tell(TOPIC, shop, data)
    return message
