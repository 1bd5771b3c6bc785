"""Which account may authorize which app; asked before and after consent (platform.md sections 1, 3.1 and 20)."""

from __future__ import annotations

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.parties import App, Seller
from shoplatch.simulator.state.partner import Listing
from shoplatch.simulator.state.world import World

SELLER = 0
NOT_HERE = 36009004


def check(world: World, app: App, account: Seller) -> None:
    """Whether this account may authorize this app now. An app that Partner Center does not list may be by everybody.

    Raises:
        Refused: the app is a draft, another seller has the custom app, or it is not for this seller or market.
    """
    listing = world.partner.listings.get(app.key)
    if listing is None:
        return
    developer = world.partner.developers[listing.developer_id]
    on_test = any(one.seller_open_id == account.open_id for one in developer.test_shops)
    if listing.review.state != "published" and not on_test:
        raise Refused(
            NOT_HERE,
            f"The app {app.name} is not published yet ({listing.review.state}); until then only test"
            " shops of its developer can authorize it.",
        )
    if account.user_type != SELLER:
        return
    _check_market(world, app, listing, account)
    if on_test:
        return
    if developer.kind == "seller_developer" and account.open_id != developer.seller_open_id:
        raise Refused(
            NOT_HERE,
            f"The app {app.name} was made by a seller developer for the own shops of"
            f" {developer.company}; {account.name} cannot authorize it.",
        )
    most = world.switches.custom_app_sellers_max
    others = _other_sellers(world, app, account)
    if app.kind == "custom" and len(others) >= most:
        served = world.sellers[others[0]].name
        raise Refused(
            NOT_HERE,
            f"{app.name} is a custom app and serves {served} already; a custom app is authorized by at most {most}"
            f" seller{'s' if most > 1 else ''}. An app for many sellers is a public one.",
        )


def visible(world: World, app: App, account: Seller) -> bool:
    """Whether the account is one the app can meet: test shops are seen by their own developer alone (section 20)."""
    listing = world.partner.listings.get(app.key)
    own = listing.developer_id if listing is not None else ""
    owners = [
        one.id
        for one in world.partner.developers.values()
        if any(t.seller_open_id == account.open_id for t in one.test_shops)
    ]
    return not owners or own in owners


def may(world: World, app: App, account: Seller) -> str:
    """Why this account may not authorize the app; empty if it may."""
    try:
        check(world, app, account)
    except Refused as refused:
        return refused.message or "not possible"
    return ""


def _check_market(world: World, app: App, listing: Listing, account: Seller) -> None:
    shops = [shop for shop in world.shops.values() if shop.seller_open_id == account.open_id]
    fitting = [shop for shop in shops if shop.region in listing.markets]
    if not fitting:
        raise Refused(
            NOT_HERE,
            f"Region restriction: the app {app.name} is made for {', '.join(listing.markets)};"
            f" {account.name} has no shop there.",
        )
    if listing.seller_type != "ALL" and all(shop.seller_type != listing.seller_type for shop in fitting):
        raise Refused(NOT_HERE, f"The app {app.name} is made for {listing.seller_type} sellers only.")


def _other_sellers(world: World, app: App, account: Seller) -> list[str]:
    """Sellers who have authorized the app, or have just consented and not been exchanged; test shops do not count."""
    now = world.clock.now()
    test = {one.seller_open_id for each in world.partner.developers.values() for one in each.test_shops}
    living = [grant for grant in world.grants.values() if not grant.revoked and grant.ends_at > now]
    granted = [grant.seller_open_id for grant in living if grant.app_key == app.key and grant.kind == SELLER]
    waiting = (code for code in world.auth_codes.values() if code.app_key == app.key and code.expires_at >= now)
    consented = [code.seller_open_id for code in waiting if world.sellers[code.seller_open_id].user_type == SELLER]
    return [one for one in dict.fromkeys(granted + consented) if one != account.open_id and one not in test]
