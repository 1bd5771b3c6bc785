"""API changes: how the catalog in use differs from another one, and which of one's own calls and webhooks that breaks."""

from __future__ import annotations

from shoplatch.catalog.changes import GROUPS
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.radar import DAYS

SHOWN_MAX = 200


async def changes(desk: Desk, ask: Ask) -> Shown:
    """The page. Without another catalog it tells of what is used: which versions end, and which have newer ones.

    Raises:
        NotFound: the snapshot that was asked for is not kept.
    """
    async with desk.reading(ask) as (_, frame):
        pass
    snapshots = await desk.changes.listed()
    ours = [one.name for one in snapshots if one.ours]
    name = ask.query.get("with", "")[:80] or next(iter(ours), "")
    newer = ask.query.get("way") == "newer"
    whole = frame.whole_house
    found, bases = await desk.changes.found(
        name,
        theirs_is_newer=newer,
        connections=None if whole else [shop.row.connection_id for shop in frame.chosen],
        shops=None if whole else frame.ids,
    )
    words = ask.query.get("find", "").strip()[:80].casefold()
    everything = ask.query.get("all") == "1"
    listed = [one for one in (found.changes if everything else found.breaking)
              if words in f"{one.where} {one.what}".casefold()]  # fmt: skip
    values = {
        "frame": frame, "found": found, "bases": bases, "snapshots": snapshots, "name": name, "newer": newer, "days": DAYS,
        "mine": [one for one in found.yours if one.sure], "perhaps": [one for one in found.yours if not one.sure],
        "groups": [(group, [one for one in listed[:SHOWN_MAX] if one.group == group]) for group in GROUPS],
        "listed": len(listed), "shown": min(len(listed), SHOWN_MAX), "everything": everything, "words": words,
        "called": len({use.name for use in found.uses}), "heard": len({use.name for use in found.topics}),
    }  # fmt: skip
    return Shown("changes.html", values)
