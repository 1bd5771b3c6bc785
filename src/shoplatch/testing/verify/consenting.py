"""Checks of consent and credentials: how a seller lets the integration in, and what it does when it is shut out."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from shoplatch.testing.verify.adapter import filled
from shoplatch.testing.verify.bench_top import SEARCH, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check
from shoplatch.testing.verify.enduring import ready
from shoplatch.transport import HttpResponse

EXCHANGE, REFRESHES = "/token/get", "/token/refresh"
UNSCOPED = 105005
STATE_CHARS_MIN = 16
CALLS_MAX = 12
STATE_FIX = "Make a state by chance for every consent, keep it, and take back only what you sent."


def _link(top: BenchTop) -> str:
    """Where it sends a seller, and from where the seller comes back to it."""
    adapter = top.integration.adapter
    if not (adapter.consent_start and adapter.consent_callback):
        raise Skipped("the adapter has no [consent]")
    top.shop.redirects_to(filled(adapter.consent_callback, {"port": str(top.shop.ready["port"])}))
    answer = top.integration.visit(adapter.consent_start)
    if not 300 <= answer.status < 400 or not answer.headers.get("location"):
        raise Failed(f"HTTP {answer.status} and no way to the consent", "it sends nobody to the platform")
    return str(answer.headers["location"])


def _query(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))


def _agreed(top: BenchTop) -> str:
    """A seller says yes: the address the platform sends the seller back to."""
    answer = top.integration.visit(_link(top), "application/json")
    back = answer.headers.get("location", "")
    if not back:
        raise Failed(f"The platform answered the link with HTTP {answer.status}", "the link is wrong")
    return str(back)


def _back(top: BenchTop, address: str) -> tuple[HttpResponse, int]:
    """The seller comes back: the answer, and how many codes were exchanged for it."""
    after = top.mark
    answer = top.integration.visit(address)
    exchanges = top.calls(EXCHANGE, after=after)
    top.show(exchanges)
    return answer, len([one for one in exchanges if one["code"] == 0])


def _with(address: str, **changes: str | None) -> str:
    """An address with other parameters; None leaves one out."""
    parts = urlsplit(address)
    query = {**_query(address), **{name: value for name, value in changes.items() if value is not None}}
    kept = {name: value for name, value in query.items() if changes.get(name, value) is not None}
    return urlunsplit(parts._replace(query=urlencode(kept)))


@check("consent.link", "The link to the consent names the app and a state", fix=STATE_FIX)
def link(top: BenchTop) -> str:
    query = _query(_link(top))
    names = {top.shop.app_key, str(top.shop.ready["service_id"])}
    if not names & set(query.values()):
        raise Failed(f"The link has {', '.join(sorted(query))}", "neither app key nor service id is in the link")
    if len(query.get("state", "")) < STATE_CHARS_MIN:
        raise Failed(f"state has {len(query.get('state', ''))} characters", "a state that can be guessed protects nothing")
    return f"state of {len(query['state'])} characters"


@check("consent.state_fresh", "Every consent has a state of its own", fix=STATE_FIX)
def state_fresh(top: BenchTop) -> str:
    states = [_query(_link(top)).get("state", "") for _ in range(3)]
    if len(set(states)) < len(states):
        raise Failed("Three links, and the same state twice", "one state is used for everybody")
    return "three links, three states"


def _forged(top: BenchTop, what: str, **changes: str | None) -> str:
    top.needs("consent.link", "consent.state_fresh")
    answer, exchanged = _back(top, _with(_agreed(top), **changes))
    if exchanged:
        raise Failed(f"A consent with {what} was taken, and its code exchanged", "anybody can connect a shop of theirs")
    if answer.status >= 500:
        raise Failed(f"HTTP {answer.status} to a consent with {what}", "it falls over instead of refusing")
    return f"HTTP {answer.status}, nothing exchanged"


@check("consent.other_state", "A consent with a state it never sent is refused", fix=STATE_FIX)
def other_state(top: BenchTop) -> str:
    return _forged(top, "a state that was never sent", state="a-state-that-nobody-sent-out")


@check("consent.no_state", "A consent without a state is refused", fix=STATE_FIX)
def no_state(top: BenchTop) -> str:
    top.needs("consent.other_state")
    return _forged(top, "no state", state=None)


@check(
    "consent.refused",
    "A seller who says no, or comes back without a code, does no harm",
    fix="Take a callback without a code as a no, and say so to the seller.",
)
def refused(top: BenchTop) -> str:
    return _forged(top, "no code", code=None)


@check("consent.once", "A consent counts once", fix="Forget a state when it came back; a code can be exchanged once.")
def once(top: BenchTop) -> str:
    top.needs("consent.link", "consent.other_state")
    back = _agreed(top)
    answer, exchanged = _back(top, back)
    if not exchanged:
        raise Failed(f"HTTP {answer.status}; no code was exchanged", "the consent is not taken")
    after = top.mark
    top.integration.visit(back)
    again = top.calls(EXCHANGE, after=after)
    if again:
        top.show(again)
        raise Failed(f"The same callback twice: {top.spoken(again)}", "a state works more than once")
    return "exchanged once"


@check("consent.works", "The tokens of a new consent are used", fix="Keep both tokens of the exchange, and call with them.")
def works(top: BenchTop) -> str:
    ready(top)
    top.needs("consent.once")
    with top.unheard():
        order, after = top.place(1)[0], top.mark
        top.sync()
    if not top.synced[0] or top.known(order) is None:
        raise Failed(top.synced[1], "the new tokens do not work")
    return f"{len(top.calls(after=after))} calls with the new grant"


@check(
    "grant.scope_missing",
    "A scope that is missing is told, not hammered at",
    fix="On 105005 stop and name the scope: add it to the app, let the seller authorize again. No new token helps.",
)
def scope_missing(top: BenchTop) -> str:
    ready(top)
    with top.unheard():
        after = top.mark
        top.chaos(operation=SEARCH, code=UNSCOPED, status=401)
        top.sync()
        said = top.synced
        top.calm()
    tries = [one for one in top.calls(after=after) if one["code"] == UNSCOPED]
    renewals = top.calls(REFRESHES, after=after)
    if renewals:
        top.show(tries)
        raise Failed(f"{len(tries)} refusals and {len(renewals)} renewals", "it renews a token that was not the matter")
    if len(tries) > CALLS_MAX:
        raise Failed(f"{len(tries)} calls without the scope", "it goes on asking")
    if said[0]:
        raise Failed("It was let to see no orders, and says that all is read", "a missing scope is taken for no orders")
    top.sync()
    return said[1][:120]


@check(
    "grant.taken_back",
    "A seller who takes the grant back is noticed",
    fix="On 105001 or 105003 stop calling for this seller, keep what you know, and ask for a new consent.",
)
def taken_back(top: BenchTop) -> str:
    ready(top)
    top.shop.ask("POST", f"sellers/{top.shop.ready['open_id']}/deauthorize", {"app_key": top.shop.app_key})
    after = top.mark
    top.sync()
    calls = top.calls(after=after)
    if top.synced[0]:
        raise Failed("The grant is gone, and it says that all is read", "being shut out is taken for having nothing to read")
    if len(calls) > CALLS_MAX:
        top.show(calls)
        raise Failed(f"{len(calls)} calls after the grant was gone", "it goes on calling")
    if not top.integration.alive():
        raise Failed("It no longer answers", "it fell over")
    return f"{len(calls)} calls, then {top.synced[1][:100]}"
