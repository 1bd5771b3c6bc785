"""Videos and LIVE sessions of one shop, and how many look at them: what analytics and affiliate answers count.

A shop's content lies in `shop.affiliate.contents`, by id, in the order in which it was posted; nothing of it is removed.
Who made it is `people.creator(world, content.creator)`. Everything below is arithmetic over one record and a moment, the
same every time:

- `views`, `likes`, `comments`, `shares`, `clicks` until a moment (difference of two moments: between them); they never fall;
- `minutes` of a LIVE session: viewers, who came in, orders, one row for each minute that has passed;
- `content.brought`: (when placed, order id) of every order it brought; `attribution.content_of` is the way back.

A video gets half of its own views within `half_life_s`, then half of the rest, and so on. Each order stands for
`views_per_order` views more, so that a video that sells was seen. Confidence: unknown, a choice.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shoplatch.simulator.creators.people import OFFICIAL, creator, digits
from shoplatch.simulator.state.creators import LIVE, PHOTO, VIDEO, Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

HOT_S = 14 * 86_400  # after which a video brings nobody any more
_STAY_MIN = 6  # a viewer of a LIVE session stays so many minutes
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute of a LIVE session."""

    index: int  # 0 is the first
    at: int  # Unix seconds of its beginning
    viewers: int  # who are in it
    entered: int  # who came in during it
    likes: int
    comments: int
    shares: int
    order_ids: tuple[str, ...]


def contents_of(shop: Shop, *, kind: str = "", since: int = 0, until: int = 1 << 62) -> Iterator[Content]:
    """The shop's content posted within [since, until), oldest first; kind is VIDEO, LIVE or PHOTO, "" for all."""
    for one in shop.affiliate.contents.values():
        if since <= one.posted_at < until and kind in ("", one.kind):
            yield one


def account_type(world: World, content: Content) -> str:
    """OFFICIAL_ACCOUNTS or AFFILIATE_ACCOUNTS, as analytics tell them apart."""
    made_by = creator(world, content.creator)
    return "OFFICIAL_ACCOUNTS" if made_by is not None and made_by.kind == OFFICIAL else "AFFILIATE_ACCOUNTS"


def post(
    world: World,
    shop: Shop,
    by: Creator,
    kind: str,
    product_ids: list[str],
    *,
    title: str,
    minutes: int = 0,
    content_id: str = "",
    viral: bool = False,
) -> Content:
    """Put a video, photos or a LIVE session of so many minutes before the audience, now."""
    now = world.clock.now()
    made_id = content_id or ("7549" if kind == LIVE else "7548") + digits(
        world.seed, shop.id, by.open_id, kind, now, len(shop.affiliate.contents), length=15
    )
    reach = by.followers * by.reach_ppm // _MILLION
    luck = _share(made_id, "luck")
    times = 20 + luck * luck // 400_000  # most videos get a fifth to the double of what their maker usually gets
    content = Content(
        id=made_id,
        kind=kind,
        creator=by.open_id,
        title=title,
        product_ids=list(product_ids),
        posted_at=now,
        ends_at=now + 60 * minutes if kind == LIVE else 0,
        reach=max(40, reach * times // 100) * (25 if viral else 1) if kind != LIVE else 0,
        half_life_s=3_600 * (10 + _share(made_id, "pace") % 50) if kind != LIVE else 0,
        peak=max(4, reach * times // 2_000) * (25 if viral else 1) if kind == LIVE else 0,
        views_per_order=by.views_per_order,
        viral=viral,
    )
    shop.affiliate.contents[made_id] = content
    return content


def is_on(content: Content, now: int) -> bool:
    """Whether somebody may still buy because of it: a LIVE session while it lasts, a video for two weeks."""
    if content.kind == LIVE:
        return content.posted_at <= now < content.ends_at
    return content.posted_at <= now < content.posted_at + HOT_S


def orders_until(content: Content, moment: int) -> int:
    """How many orders it had brought before a moment."""
    return bisect_right(content.brought, (moment, "")) if content.brought else 0


def views(content: Content, moment: int) -> int:
    """Views until a moment; of a LIVE session, how often somebody came in."""
    if moment <= content.posted_at:
        return 0
    if content.kind == LIVE:
        return sum(one.entered for one in minutes(content, moment))
    return _by_itself(content, moment - content.posted_at) + content.views_per_order * orders_until(content, moment)


def likes(world: World, content: Content, moment: int) -> int:
    """Likes until a moment."""
    return _part(world, content, moment, "likes_ppm")


def comments(world: World, content: Content, moment: int) -> int:
    """Comments until a moment."""
    return _part(world, content, moment, "comments_ppm")


def shares(world: World, content: Content, moment: int) -> int:
    """How often it was passed on until a moment."""
    return _part(world, content, moment, "shares_ppm")


def impressions(content: Content, moment: int) -> int:
    """How often one of its products was shown: two of three views see the link."""
    return views(content, moment) * 2 // 3


def clicks(content: Content, moment: int) -> int:
    """Clicks on its products until a moment: two to five of a hundred who saw the link, and everybody who ordered."""
    per_mille = 20 + _share(content.id, "clicks") % 31
    shown = impressions(content, moment) - content.views_per_order * 2 // 3 * orders_until(content, moment)
    return max(0, shown) * per_mille // 1_000 + 3 * orders_until(content, moment)


def new_followers(content: Content, moment: int) -> int:
    """Who began to follow because of it."""
    return views(content, moment) * (2 + _share(content.id, "follow") % 9) // 1_000


def pace(content: Content, now: int) -> int:
    """Views an hour at a moment: by this buyers are led. 0 where it is over."""
    if not is_on(content, now):
        return 0
    if content.kind == LIVE:
        length = (content.ends_at - content.posted_at) // 60
        return 60 * _entered(content.id, content.peak, length, (now - content.posted_at) // 60) + 1
    age = now - content.posted_at
    return _by_itself(content, age + 3_600) - _by_itself(content, age) + 1


def minutes(content: Content, moment: int) -> list[Minute]:
    """The minutes of a LIVE session that have passed, in order."""
    over = max(content.posted_at, min(moment, content.ends_at))
    shape = (content.posted_at, content.ends_at, content.peak, content.views_per_order)
    return list(_minutes(content.id, shape, tuple(content.brought), (over - content.posted_at) // 60))


@lru_cache(maxsize=512)  # asked for again and again while one answer is made
def _minutes(
    content_id: str, shape: tuple[int, int, int, int], brought: tuple[tuple[int, str], ...], count: int
) -> tuple[Minute, ...]:
    began, ends, peak, views_per_order = shape
    came = [_entered(content_id, peak, (ends - began) // 60, index) for index in range(count)]
    rows, place = [], 0
    for index in range(count):
        at, orders = began + 60 * index, []
        while place < len(brought) and brought[place][0] < at + 60:
            orders.append(brought[place][1])
            place += 1
        entered = came[index] + views_per_order * len(orders)
        inside = sum(came[max(0, index - _STAY_MIN + 1) : index + 1]) + views_per_order * len(orders)
        likes_of = entered * (60 + _share(content_id, index) % 90) // 100
        rows.append(Minute(index, at, inside, entered, likes_of, entered // 9, entered // 40, tuple(orders)))
    return tuple(rows)


def _by_itself(content: Content, age: int) -> int:
    """Views without those behind orders: whole halves first, then a straight line to the next one."""
    halves, rest = divmod(age, max(1, content.half_life_s))
    if halves > 40:
        return content.reach
    left = content.reach >> halves
    return content.reach - left + (left - (left >> 1)) * rest // max(1, content.half_life_s)


def _entered(content_id: str, peak: int, length: int, index: int) -> int:
    """Who comes into a LIVE session in a minute: it fills within a third of it, then slowly empties; and it wobbles."""
    length = max(1, length)
    if not 0 <= index < length:
        return 0
    third = max(1, length // 3)
    shape = 300 + 700 * (index + 1) // third if index < third else 1_000 - 550 * (index - third) // max(1, length - third)
    wobble = 75 + _share(content_id, "minute", index) % 51
    return peak * min(shape, 1_000) * wobble // 100_000 // _STAY_MIN


def _part(world: World, content: Content, moment: int, name: str) -> int:
    if content.kind == LIVE and name == "likes_ppm":
        return sum(one.likes for one in minutes(content, moment))
    made_by = creator(world, content.creator)
    share_of: int = getattr(made_by, name) if made_by is not None else 20_000
    return views(content, moment) * share_of // _MILLION


@lru_cache(maxsize=100_000)  # of some thousand pieces of content, asked for again by each answer about them
def _share(*parts: object) -> int:
    """A number from 0 to 9,999 that follows from the parts."""
    return int.from_bytes(hashlib.blake2b(":".join(map(str, parts)).encode(), digest_size=4).digest()) % 10_000


__all__ = [
    "LIVE",
    "PHOTO",
    "VIDEO",
    "Minute",
    "account_type",
    "clicks",
    "comments",
    "contents_of",
    "impressions",
    "is_on",
    "likes",
    "minutes",
    "new_followers",
    "orders_until",
    "pace",
    "post",
    "shares",
    "views",
]
