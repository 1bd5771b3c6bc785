"""Partner Center, simulated: the three sites, registration, documents, verification, API access, test shops.

The pages of an app are `partner_apps.py`'s; the rules are `simulator/partner`'s.
"""

from __future__ import annotations

from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.desk import Advance
from shoplatch.simulator.partner import registration, test_shops, told, verification
from shoplatch.simulator.partner.portals import address_of, facts, portal
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit
from shoplatch.simulator.state.partner import Developer

SITE = "/partner-center/{portal}"
ACCOUNT = f"{SITE}/developers/{{developer}}"
DAYS_MAX = 60
SAID = {
    "registered": "The account was made. Upload the documents next.",
    "uploaded": "The document was uploaded.",
    "submitted": "The documents were handed in.",
    "asked": "Access to the API was asked for.",
    "decided": "The simulated staff decided.",
    "passed": "The time has passed.",
    "opened": "The test shop is open.",
    "renewed": "The test shop lives for another 180 days.",
    "created": "The app was created. Its type, category, market and target sellers are fixed now.",
    "saved": "Saved.",
    "scopes": "The permissions were changed.",
    "published": "Done.",
    "rotated": "The secret was reset. Copy the new one into your vault now.",
    "resent": "It was sent once more.",
}


def account_of(visit: Visit) -> Developer:
    """The account whose pages these are, on its own site. Raises NotFound, naming the right site."""
    return registration.developer_of(visit.world, visit.parts["developer"], site=visit.parts["portal"])


def frame(visit: Visit, here: str, developer: Developer | None = None, **shown: Any) -> dict[str, Any]:
    """What every page of a site shows around."""
    name = visit.parts["portal"]
    return {
        "site": portal(name),
        "portal": name,
        "portals": facts().portals,
        "countries": facts().countries,
        "here": here,
        "account": told.developer(visit.world, developer) if developer else None,
        "base": f"{address_of(name)}/developers/{developer.id}" if developer else address_of(name),
        "said": SAID.get(visit.query.get("done", ""), ""),
        "wrong": visit.wrong,
        "old": visit.form,
        **shown,
    }


async def let_pass(visit: Visit, days: str) -> None:
    """Wind the simulated clock by some days, as the control's clock lever does."""
    if not (days.isascii() and days.isdigit() and 1 <= int(days[:4]) <= DAYS_MAX):
        raise InvalidRequest(f"Days are a whole number from 1 to {DAYS_MAX}")
    await visit.desk.wind(Advance(advance_s=int(days) * 86_400 + 1))


def _sites(_visit: Visit) -> Page:
    return Page("sites/partner_sites.html", {"portals": facts().portals, "countries": facts().countries})


def _start(visit: Visit) -> Page:
    site = portal(visit.parts["portal"])
    shops = [shop for shop in visit.world.shops.values() if shop.region in site.countries and not shop.test_shop]
    return Page(
        "sites/partner_start.html",
        frame(
            visit,
            "start",
            developers=told.developers(visit.world, visit.parts["portal"])["developers"],
            shops=[(shop, visit.world.sellers[shop.seller_open_id]) for shop in shops],
            kinds=registration.KINDS,
        ),
    )


def _register(visit: Visit) -> str:
    form = visit.form
    wanted = registration.Registration(
        portal=visit.parts["portal"],
        kind=form.text("kind"),
        company=form.text("company"),
        email=form.text("email"),
        country=form.text("country"),
        shop_id=form.text("shop_id"),
    )
    made = registration.register(visit.world, wanted)
    return f"{address_of(made.portal)}/developers/{made.id}?done=registered"


def _account(visit: Visit) -> Page:
    developer = account_of(visit)
    return Page(
        "sites/partner_account.html",
        frame(
            visit,
            "account",
            developer,
            kinds=registration.KINDS,
            documents=facts().documents,
            needed=list(dict.fromkeys((*facts().needed[developer.kind], *developer.wanted))),
            most_mb=verification.SIZE_MAX_BYTES // 1024 // 1024,
            days=(visit.world.switches.developer_verification_days, visit.world.switches.api_access_days),
        ),
    )


def _upload(visit: Visit) -> str:
    developer = account_of(visit)
    file = visit.form.files.get("file")
    if file is None or not file.name:
        raise InvalidRequest("No file was chosen")
    verification.attach(visit.world, developer, visit.form.text("kind"), file.name, file.content)
    return _to(visit, developer, "uploaded")


def _submit(visit: Visit) -> str:
    developer = account_of(visit)
    verification.submit(visit.world, developer)
    return _to(visit, developer, "submitted")


async def _staff(visit: Visit) -> str:
    """The simulated staff, played by whoever looks: about documents, or about access to the API."""
    developer, form = account_of(visit), visit.form
    if form.text("decision") == "wait":
        await let_pass(visit, form.text("days"))
        return _to(visit, developer, "passed")
    if form.text("about") == "api_access":
        verification.judge_access(developer, form.text("decision"), form.text("reason"))
    else:
        kinds = [kind for kind in form.all("kinds") if kind]
        verdict = verification.Verdict(form.text("decision"), form.text("reason"), form.all("documents"), kinds)
        verification.judge(developer, verdict)
    return _to(visit, developer, "decided")


def _ask_access(visit: Visit) -> str:
    developer = account_of(visit)
    verification.request_access(visit.world, developer)
    return _to(visit, developer, "asked")


def _test_shops(visit: Visit) -> Page:
    site = portal(visit.parts["portal"])
    names = facts().countries
    countries = [(country, names[country]) for country in test_shops.COUNTRIES if country in site.countries]
    shown = frame(visit, "test-shops", account_of(visit), offered=countries, most=test_shops.SHOPS_MAX)
    return Page("sites/partner_test_shops.html", shown)


def _open_shop(visit: Visit) -> str:
    developer, form = account_of(visit), visit.form
    opening = test_shops.Opening(
        country=form.text("country"),
        kind=form.text("kind", "core"),
        seller_type=form.text("seller_type", "LOCAL"),
        name=form.text("name"),
        products=form.number("products"),
    )
    test_shops.open_shop(visit.world, developer, opening)
    return _to(visit, developer, "opened", "/test-shops")


def _renew(visit: Visit) -> str:
    developer = account_of(visit)
    test_shops.renew(visit.world, developer, visit.form.text("shop_id"))
    return _to(visit, developer, "renewed", "/test-shops")


def _to(visit: Visit, developer: Developer, done: str, rest: str = "") -> str:
    return f"{address_of(visit.parts['portal'])}/developers/{developer.id}{rest}?done={done}"


LOOKS: tuple[Look, ...] = (
    Look("/partner-center", _sites, "The three sites and their countries"),
    Look(SITE, _start, "One site: sign in to an account, or register one"),
    Look(ACCOUNT, _account, "Documents, verification, access to the API, the simulated staff"),
    Look(f"{ACCOUNT}/test-shops", _test_shops, "Test shops"),
)
ACTS: tuple[Act, ...] = (
    Act(f"{SITE}/register", _register, _start, "Register as seller developer or ISV"),
    Act(f"{ACCOUNT}/documents", _upload, _account, "Upload a document"),
    Act(f"{ACCOUNT}/submit", _submit, _account, "Hand the documents in"),
    Act(f"{ACCOUNT}/staff", _staff, _account, "Play the staff, or let days pass"),
    Act(f"{ACCOUNT}/api-access", _ask_access, _account, "Ask for access to the API"),
    Act(f"{ACCOUNT}/test-shops", _open_shop, _test_shops, "Open a test shop"),
    Act(f"{ACCOUNT}/test-shops/renew", _renew, _test_shops, "Renew one"),
)
