"""Staff of the platform decide, when asked or by themselves after a while: the one way from "in review" to an answer.

How long each review takes is a switch; the days are virtual. The simulated staff has one habit of its own, so that a person
can see a refusal without playing the staff: a document whose file name says expired, blurred or unreadable is refused.
"""

from __future__ import annotations

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.state.partner import Review
from shoplatch.simulator.state.world import World

IN_REVIEW = "in_review"
REASON_MAX = 1_000
DAY_S = 86_400


def begin(world: World, review: Review, days: int, kind: str, **which: str) -> None:
    """Hand something in; it is decided by itself after so many days."""
    review.state, review.reason, review.round = IN_REVIEW, "", review.round + 1
    review.due_at = world.clock.now() + days * DAY_S
    world.clock.at(review.due_at, kind, round=review.round, **which)


def is_due(review: Review, payload: dict[str, object], waiting: str = IN_REVIEW) -> bool:
    """Whether the date of this very round has come, and nobody decided before."""
    return review.state == waiting and review.round == payload["round"]


def decide(review: Review, state: str, reason: str, *, what: str, waiting: str = IN_REVIEW) -> None:
    """Staff decide. Raises Conflict when nothing waits, InvalidRequest when a refusal has no reason."""
    if review.state != waiting:
        raise Conflict(f"{what} is {review.state}; nothing waits for a decision")
    review.state, review.reason, review.due_at = state, reason, 0


def reason_of(text: str, *, needed: bool) -> str:
    """A reason as it is kept. Raises InvalidRequest where one is needed."""
    text = text.strip()
    if needed and not text:
        raise InvalidRequest("A refusal needs a reason", next_step='Send {"reason": "..."}.')
    if len(text) > REASON_MAX:
        raise InvalidRequest(f"A reason has at most {REASON_MAX} characters")
    return text
