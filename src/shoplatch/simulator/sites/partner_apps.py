"""The pages of an app in Partner Center, simulated: create, key and secret, settings, permissions, publishing, webhook log.

The rules are `simulator/partner`'s.
"""

from __future__ import annotations

from typing import Any

from shoplatch.catalog import reader
from shoplatch.errors import NotFound
from shoplatch.simulator.partner import apps, permissions, told
from shoplatch.simulator.partner.levers import deliveries_of
from shoplatch.simulator.partner.portals import address_of, facts, portal
from shoplatch.simulator.sites.partner_center import ACCOUNT, account_of, frame, let_pass
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit
from shoplatch.simulator.state.partner import Listing

APPS = f"{ACCOUNT}/apps"
APP = f"{APPS}/{{app}}"
LOG_SHOWN = 50
KINDS = {
    "custom": "Custom app: for one seller; needs no app review, except connectors",
    "public": "Public app: for many sellers; reviewed before it is published",
}
SELLER_TYPES = {"ALL": "All sellers", "LOCAL": "Local sellers", "CROSS_BORDER": "Cross-border sellers"}


def _listing(visit: Visit) -> Listing:
    return apps.listing_of(visit.world, account_of(visit), visit.parts["app"])


def _shown(visit: Visit, here: str, **more: Any) -> dict[str, Any]:
    listing = _listing(visit)
    return frame(
        visit,
        "apps",
        account_of(visit),
        tab=here,
        app=told.app(visit.world, listing),
        app_base=f"{address_of(visit.parts['portal'])}/developers/{listing.developer_id}/apps/{listing.app_key}",
        categories=facts().categories,
        kinds=KINDS,
        seller_types=SELLER_TYPES,
        **more,
    )


def _apps(visit: Visit) -> Page:
    site = portal(visit.parts["portal"])
    shown = frame(
        visit,
        "apps",
        account_of(visit),
        categories=facts().categories,
        kinds=KINDS,
        seller_types=SELLER_TYPES,
        market_choices=[(country, facts().countries[country]) for country in site.countries],
    )
    return Page("sites/partner_apps.html", shown)


def _create(visit: Visit) -> str:
    form = visit.form
    plan = apps.Plan(
        name=form.text("name"),
        kind=form.text("kind"),
        category=form.text("category"),
        market=form.text("market"),
        seller_type=form.text("seller_type", "ALL"),
    )
    listing = apps.create(visit.world, account_of(visit), plan)
    return f"{address_of(visit.parts['portal'])}/developers/{listing.developer_id}/apps/{listing.app_key}?done=created"


def _details(visit: Visit) -> Page:
    listing = _listing(visit)
    app = visit.world.apps[listing.app_key]
    switches = visit.world.switches
    days = switches.app_review_days + (switches.us_data_review_days if "US" in listing.markets else 0)
    shown = _shown(
        visit,
        "details",
        secret=told.secret(visit.world, listing),
        reviewed=apps.needs_review(app, listing),
        days=days,
        grace_s=switches.replaced_app_secret_grace_s,
        grants=sum(one.app_key == app.key and not one.revoked for one in visit.world.grants.values()),
        sellers_max=switches.custom_app_sellers_max,
    )
    return Page("sites/partner_app.html", shown)


def _settings(visit: Visit) -> Page:
    return Page("sites/partner_settings.html", _shown(visit, "settings"))


def _save(visit: Visit) -> str:
    form = visit.form
    addresses = [part for line in form.text("ip_allow_list").split() for part in line.split(",") if part]
    wanted = apps.Settings(
        name=form.text("name"),
        redirect_url=form.text("redirect_url").strip(),
        webhook_url=form.text("webhook_url").strip(),
        ip_allow_list=addresses,
        enabled=form.text("enabled") == "on",
    )
    apps.change(visit.world, _listing(visit), wanted)
    return _to(visit, "saved", "/settings")


def _scopes(visit: Visit) -> Page:
    shown = _shown(visit, "scopes", days=visit.world.switches.scope_review_days)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in shown["app"]["scopes"]:
        groups.setdefault(f"{row['grantee'].capitalize()} scopes", []).append(row)
    return Page("sites/partner_scopes.html", {**shown, "groups": groups})


def _ask(visit: Visit) -> str:
    form, listing = visit.form, _listing(visit)
    if form.text("drop"):
        permissions.drop(visit.world, listing, [form.text("drop")])
    else:
        permissions.ask(visit.world, listing, form.all("scope"), form.text("purpose"))
    return _to(visit, "scopes", "/scopes")


async def _scope_staff(visit: Visit) -> str:
    form = visit.form
    if form.text("decision") == "wait":
        await let_pass(visit, form.text("days"))
        return _to(visit, "passed", "/scopes")
    permissions.judge(visit.world, _listing(visit), form.text("scope"), form.text("decision"), form.text("reason"))
    return _to(visit, "decided", "/scopes")


def _publish(visit: Visit) -> str:
    apps.publish(visit.world, _listing(visit))
    return _to(visit, "published")


async def _staff(visit: Visit) -> str:
    form = visit.form
    if form.text("decision") == "wait":
        await let_pass(visit, form.text("days"))
        return _to(visit, "passed")
    apps.judge(visit.world, _listing(visit), form.text("decision"), form.text("reason"))
    return _to(visit, "decided")


def _rotate(visit: Visit) -> str:
    apps.rotate_secret(visit.world, _listing(visit))
    return _to(visit, "rotated")


def _webhooks(visit: Visit) -> Page:
    listing = _listing(visit)
    shown = _shown(
        visit,
        "webhooks",
        known=reader.topics(),
        log=deliveries_of(visit.desk, listing.app_key, LOG_SHOWN),
        waiting=visit.desk.webhooks.waiting,
    )
    return Page("sites/partner_webhooks.html", shown)


def _topics(visit: Visit) -> str:
    on = set(visit.form.all("topic"))
    wanted = {str(number): str(number) in on for number in reader.topics()}
    apps.change(visit.world, _listing(visit), apps.Settings(topics=wanted))
    return _to(visit, "saved", "/webhooks")


def _resend(visit: Visit) -> str:
    delivery = visit.desk.delivery(visit.form.text("delivery"))
    if delivery.app_key != _listing(visit).app_key:
        raise NotFound(f"This app has no delivery {delivery.id}")
    visit.desk.webhooks.resend(delivery)
    return _to(visit, "resent", "/webhooks")


def _to(visit: Visit, done: str, rest: str = "") -> str:
    parts = visit.parts
    return f"{address_of(parts['portal'])}/developers/{parts['developer']}/apps/{parts['app']}{rest}?done={done}"


LOOKS: tuple[Look, ...] = (
    Look(APPS, _apps, "The apps, and the form for a new one"),
    Look(APP, _details, "Key and secret, authorization link, publishing"),
    Look(f"{APP}/settings", _settings, "Redirect URL, webhook URL, IP allow-list, Enable API"),
    Look(f"{APP}/scopes", _scopes, "Scopes: switched on, applied for, refused with a reason"),
    Look(f"{APP}/webhooks", _webhooks, "Topic switches and the webhook log"),
)
ACTS: tuple[Act, ...] = (
    Act(APPS, _create, _apps, "Create an app"),
    Act(f"{APP}/publish", _publish, _details, "Publish it, or hand it in for review"),
    Act(f"{APP}/staff", _staff, _details, "Play the staff that reviews it"),
    Act(f"{APP}/secret", _rotate, _details, "Reset the secret"),
    Act(f"{APP}/settings", _save, _settings, "Save the settings"),
    Act(f"{APP}/scopes", _ask, _scopes, "Switch scopes on or off, or apply for them"),
    Act(f"{APP}/scopes/staff", _scope_staff, _scopes, "Play the staff that reviews them"),
    Act(f"{APP}/webhooks", _topics, _webhooks, "Save the topic switches"),
    Act(f"{APP}/webhooks/resend", _resend, _webhooks, "Send a webhook once more"),
)
