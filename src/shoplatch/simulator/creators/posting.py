"""What creators post through an app: files, the platform's look at a video before it is posted, videos and photos.

A video is public some seconds after it was posted; a check takes a minute. Titles with words of the listing audit fail both
(webhooks 55 and 59). Posting a video with a product rings 17.
"""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.creators import habits
from shoplatch.simulator.creators.agreements import studio_of
from shoplatch.simulator.creators.content import post
from shoplatch.simulator.customer_service import is_sensitive
from shoplatch.simulator.products.audit import rules
from shoplatch.simulator.state.creators import VIDEO, Content, Creator, Precheck
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

CONTENT_POSTED, PRECHECKED, CHECKED = 17, 55, 59
CHECK = "creators.checked"
CHECK_S, PUBLIC_S = 60, 30
TITLE_MIN = 8  # a shorter one promotes too little
WEAK = ("LOW_CONTENT_PROMOTION", "Say in the title what the product does.")


def register(world: World) -> None:
    """Teach the world how checks end."""
    world.happenings[CHECK] = _checked


def risks_of(title: str) -> list[str]:
    """What is wrong with a title: words of the listing audit, ways outside the platform."""
    found = [rule.reason for pattern, rule in rules() if rule.position == "title" and pattern.search(title)]
    return [*found, *(["Ways to reach you outside the platform are not allowed."] if is_sensitive(title) else [])]


def check(world: World, person: Creator, file_id: str, product_id: str, title: str) -> Precheck:
    """Hand a video in for a check; the result comes a minute later."""
    made = Precheck(world.new_id("7493"), file_id, product_id, world.clock.now(), risks=risks_of(title))
    if len(title) < TITLE_MIN:
        made.weaknesses = [WEAK[0]]
    studio_of(world, person.open_id).prechecks[made.id] = made
    world.clock.after(CHECK_S, CHECK, creator=person.open_id, task=made.id)
    return made


def publish(
    world: World, shop: Shop, person: Creator, kind: str, product_ids: list[str], title: str, *, ai: bool = False
) -> Content:
    """Post a video or photos that show products of one shop; who owed content for a sample has kept the promise."""
    content = post(world, shop, person, kind, product_ids, title=title, content_id=world.new_id("7548"))
    content.is_ai_generated = ai
    studio_of(world, person.open_id).posts[content.id] = shop.id
    habits.shown_in(world, shop, content)
    if kind == VIDEO:
        _tell(world, person, shop, content, "ADD")
    return content


def is_public(content: Content, now: int) -> str:
    """SUCCESS, or PROCESSING for the first half minute."""
    return "SUCCESS" if now >= content.posted_at + PUBLIC_S else "PROCESSING"


def _tell(world: World, person: Creator, shop: Shop, content: Content, kind: str) -> None:
    for product_id in content.product_ids:
        event = {"type": kind, "scene": "VIDEO", "content_id": content.id}
        world.tell(CONTENT_POSTED, shop, {"product_id": product_id, "event": event}, owner=person.open_id)


def _checked(world: World, payload: dict[str, Any]) -> None:
    """Due: the platform has looked at a video."""
    task = studio_of(world, payload["creator"]).prechecks.get(payload["task"])
    if task is None or task.done or not world.shops:
        return
    task.done = True
    shop, risks = next(iter(world.shops.values())), [(risk, "Change the title and try again.") for risk in task.risks]
    result = "FAIL" if task.risks else "PASS"
    issues = [{"risk": risk, "suggestion": suggestion} for risk, suggestion in risks]
    told: dict[str, Any] = {"precheck_task_id": task.id, "result": result, "issues": issues}
    world.tell(PRECHECKED, shop, told, owner=payload["creator"])
    world.tell(CHECKED, shop, {"task_id": task.id, **results(task)}, owner=payload["creator"])


def results(task: Precheck) -> dict[str, Any]:
    """Both results of a check as the newest version tells them."""
    running = "PROCESSING" if not task.done else ""
    return {
        "violation_check_result": {
            "status": running or ("FAIL" if task.risks else "SUCCESS"),
            "issues": [{"risk": risk, "suggestions": "Change the title and try again."} for risk in task.risks]
            if task.done
            else [],
        },
        "good_quality_check_result": {
            "status": running or ("FAIL" if task.weaknesses else "SUCCESS"),
            "issues": [{"code": code, "suggestions": WEAK[1]} for code in task.weaknesses] if task.done else [],
        },
    }
