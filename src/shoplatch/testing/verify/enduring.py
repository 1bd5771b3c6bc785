"""Checks that an integration goes on, or says that it could not, while calls go wrong."""

from __future__ import annotations

from itertools import pairwise

from shoplatch.testing.verify.bench_top import SEARCH, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

TRIES_MAX = 25  # of one call
PAUSE_LEAST_S = 0.08
UNKNOWN_REFUSAL = 36009009


def ready(top: BenchTop) -> None:
    """Go on only where a plain reading works."""
    top.needs("data.orders_complete", "errors.refusal_is_told")
    if not top.synced[0]:
        raise Skipped(f"it could not read everything: {top.synced[1]}")


@check(
    "errors.refusal_is_told",
    "A refusal is not taken for an empty answer",
    fix="Raise on a code you do not know; never go on with nothing.",
)
def refusal_is_told(top: BenchTop) -> str:
    order, _ = disturbed(top, code=36009009, status=400)
    if top.synced[0] and top.known(order) is None:
        raise Failed(
            f"Every search was refused; it says that all is read, and does not know {order}", "refusals are swallowed"
        )
    top.sync()
    return "it says that it could not read"


@check(
    "errors.rate_limited",
    "It waits and goes on when it is told to slow down",
    fix="On 36009002 wait, longer each time, then repeat.",
)
def rate_limited(top: BenchTop) -> str:
    return _endures(top, fault="rate_limited")


@check("errors.internal", "It goes on after an internal error of the platform", fix="On 36009003 wait and repeat a read.")
def internal(top: BenchTop) -> str:
    return _endures(top, fault="internal_error")


@check(
    "errors.cut_short", "It goes on after an answer that breaks off", fix="Treat half an answer as none, and repeat a read."
)
def cut_short(top: BenchTop) -> str:
    return _endures(top, fault="truncated")


@check("errors.lost", "It goes on after a connection that breaks", fix="Repeat a read whose connection broke.")
def lost(top: BenchTop) -> str:
    return _endures(top, fault="lost_before")


@check("errors.unavailable", "It goes on after HTTP 503", fix="On 503 wait and repeat a read.")
def unavailable(top: BenchTop) -> str:
    return _endures(top, fault="unavailable")


@check(
    "errors.later_page",
    "A later page that fails is read again, or told",
    fix="Repeat the page with its token; where that fails, say that not all was read.",
)
def later_page(top: BenchTop) -> str:
    ready(top)
    with top.unheard():
        order = top.place_on_a_later_page()
        top.chaos(operation=SEARCH, shop=top.shop.shop_id, since=0, code=UNKNOWN_REFUSAL, status=400, nth=2)
        top.sync()
        said, known = top.synced, top.known(order)
        top.calm()
        top.sync()
    if said[0] and known is None:
        raise Failed(f"The second page was refused; it says that all is read, and does not know {order}", "it stops halfway")
    return "it says that it could not read" if not said[0] else "the page was read again"


@check(
    "errors.gives_up",
    "It gives up in the end, and says so",
    fix="Limit the tries of one call (five are plenty), then stop and report.",
)
def gives_up(top: BenchTop) -> str:
    ready(top)
    with top.unheard():
        after = top.mark
        top.chaos(operation=SEARCH, fault="unavailable")
        top.sync()
        said = top.synced
        top.calm()
        tries = [one for one in top.calls(after=after) if one["code"] == 36009003]
        top.sync()
    if len(tries) > TRIES_MAX:
        raise Failed(f"{len(tries)} tries of one call", "it never gives up")
    if said[0]:
        raise Failed("Every search was refused; it says that all is read", "giving up is taken for having read")
    return f"{len(tries)} tries, then {said[1][:80]}"


@check("errors.pause", "It pauses before it tries again", fix="Wait, at least a tenth of a second and longer each time.")
def pauses(top: BenchTop) -> str:
    ready(top)
    top.chaos(operation=SEARCH, fault="rate_limited", times=3)
    after = top.mark
    top.sync()
    top.calm()
    tries = [one for one in top.calls("orders/search", after=after) if one["code"] == 36009002]
    top.show(tries)
    if len(tries) < 2:
        raise Skipped("it did not try again")
    gaps = [later["moment_s"] - earlier["moment_s"] for earlier, later in pairwise(tries)]
    if min(gaps) < PAUSE_LEAST_S:
        raise Failed(f"{len(tries)} refusals, {min(gaps) * 1000:.0f} ms apart", "it tries again without a pause")
    return f"{len(tries)} tries, {', '.join(f'{gap:.1f}' for gap in gaps)} s apart"


@check(
    "errors.code_with_200",
    "It reads the code, whatever the HTTP status",
    fix="Success is code 0; HTTP 200 alone says nothing.",
)
def code_with_200(top: BenchTop) -> str:
    order, _ = disturbed(top, code=36009003, status=200, times=1)
    if top.synced[0] and top.known(order) is None:
        raise Failed(
            f"A refusal with HTTP 200: it says that all is read, and does not know {order}", "the code is not looked at"
        )
    top.sync()
    return "a refusal with HTTP 200 is seen as one"


def disturbed(top: BenchTop, **rule: object) -> tuple[str, int]:
    """An order no webhook tells of, and one reading while searches go wrong; its id, and the place in the log before it."""
    ready(top)
    with top.unheard():
        order, after = top.place(1)[0], top.mark
        top.chaos(**{"operation": SEARCH, **rule})
        top.sync()
        top.calm()
    return order, after


def _endures(top: BenchTop, *, fault: str) -> str:
    """One page of the orders fails once, in the middle; afterwards nothing may be missing."""
    order, after = disturbed(top, fault=fault, times=1)
    if not top.synced[0]:
        raise Failed(f"{fault}: {top.synced[1]}", "it gives up at the first failure")
    if top.known(order) is None:
        raise Failed(f"{fault}: it says that all is read, and does not know {order}", "what failed is left out")
    return f"{len(top.calls(after=after))} calls, nothing missed"
