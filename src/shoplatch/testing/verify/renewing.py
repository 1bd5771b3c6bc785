"""Checks of tokens: that one which ends is renewed, once, and that what came with the renewal is kept."""

from __future__ import annotations

import threading

from shoplatch.testing.verify.bench_top import SEARCH, BenchTop
from shoplatch.testing.verify.checks import Failed, check
from shoplatch.testing.verify.enduring import disturbed, ready

REFRESH, REFRESHES = "token.refresh", "/token/refresh"
GRACE_S = 400  # longer than a spent refresh token may work on


@check(
    "tokens.renewed",
    "An access token that ends is renewed, once, and nothing is missed",
    fix="On 105002 refresh once, then repeat the call.",
)
def renewed(top: BenchTop) -> str:
    order, after = disturbed(top, expire_token=True, times=1)
    if not top.synced[0]:
        refused = [one for one in top.calls(after=after) if one["code"] == 105002]
        raise Failed(f"{top.synced[1]}; {len(refused)} calls with the ended token", "the token is not renewed")
    if top.known(order) is None:
        raise Failed(f"It goes on without {order}", "what was asked with the ended token is never read")
    renewals = len(top.calls("/token/refresh", after=after))
    if renewals != 1:
        raise Failed(f"{renewals} renewals for one token that ended", "the token is renewed more than once")
    return "renewed once, and nothing missed"


@check(
    "tokens.mid_run",
    "A token that ends between two pages costs nothing",
    fix="Repeat the page with the new token, and go on with the pages that follow.",
)
def mid_run(top: BenchTop) -> str:
    ready(top)
    top.needs("tokens.renewed")
    with top.unheard():
        order = top.place_on_a_later_page()
        top.chaos(operation=SEARCH, shop=top.shop.shop_id, expire_token=True, nth=2)
        top.sync()
        top.calm()
    if not top.synced[0] or top.known(order) is None:
        raise Failed(f"{top.synced[1]}; it does not know {order}", "what follows an ended token is not read")
    return "the later pages were read"


@check(
    "tokens.second_renewal",
    "The refresh token that comes with a renewal is kept",
    fix="A renewal gives a new pair: write both down before you use the first.",
)
def second_renewal(top: BenchTop) -> str:
    ready(top)
    top.needs("tokens.renewed")
    disturbed(top, expire_token=True, times=1)
    top.wind(seconds=GRACE_S)
    order, _ = disturbed(top, expire_token=True, times=1)
    if not top.synced[0] or top.known(order) is None:
        raise Failed(f"The token ended twice: {top.synced[1]}", "the refresh token of the first renewal was not kept")
    return "renewed twice in a row"


@check(
    "tokens.shared",
    "Readings side by side renew one token once",
    fix="Let one renew (a lock, a row), and let the others take what it got.",
)
def shared(top: BenchTop) -> str:
    ready(top)
    top.needs("tokens.renewed")
    with top.unheard():
        after = top.mark
        top.chaos(operation=SEARCH, expire_token=True, times=1)
        top.chaos(operation=REFRESH, latency_ms=400)
        readings = [threading.Thread(target=top.sync) for _ in range(3)]
        for one in readings:
            one.start()
        for one in readings:
            one.join()
        top.calm()
    renewals = top.calls(REFRESHES, after=after)
    if len(renewals) > 1:
        top.show(renewals)
        raise Failed(f"{len(renewals)} renewals of one token that ended", "each of several renews for itself")
    return f"{len(renewals)} renewal for three readings"


@check(
    "tokens.renewal_repeated",
    "A renewal that fails is tried again",
    fix="On 36009002 or 36009003 of the token address wait and repeat; the refresh token still works.",
)
def renewal_repeated(top: BenchTop) -> str:
    ready(top)
    top.needs("tokens.renewed", "errors.internal")
    with top.unheard():
        top.chaos(operation=SEARCH, expire_token=True, times=1)
        top.chaos(operation=REFRESH, fault="internal_error", times=1)
        top.sync()
        said = top.synced
        top.calm()
        top.sync()
    if not said[0]:
        raise Failed(f"The token address failed once: {said[1]}", "a renewal is tried once and no more")
    return "tried again"
