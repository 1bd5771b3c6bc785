"""A developer registers: a seller for the own shop, or a software company (ISV) for others (platform.md section 1)."""

from __future__ import annotations

import re

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.partner.portals import check_country, facts, portal, portal_of
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.partner import Developer
from shoplatch.simulator.state.world import World

KINDS = {"seller_developer": "Seller developer", "isv": "App developer (ISV)"}
NAME_MAX, EMAIL_MAX, DEVELOPERS_MAX = 120, 254, 10_000
_EMAIL = re.compile(r"[^@\s<>\"]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Registration(msgspec.Struct, forbid_unknown_fields=True):
    """What the form asks. A seller developer names the shop; its account's e-mail address has to be the same."""

    portal: str
    kind: str
    company: str = ""
    email: str = ""
    country: str = ""
    shop_id: str = ""  # of a seller developer; the first active shop of the site's countries unless said


def register(world: World, wanted: Registration) -> Developer:
    """A new account on one site, with nothing verified yet.

    Raises:
        InvalidRequest: a field is missing or wrong, or this is the wrong site (the right one is named).
        Conflict: the shop is not active, or the site has this e-mail address already.
    """
    site = portal(wanted.portal)
    if wanted.kind not in KINDS:
        raise InvalidRequest(f"{wanted.kind!r} is not a kind of developer", next_step=f"Kinds: {', '.join(KINDS)}.")
    if len(world.partner.developers) >= DEVELOPERS_MAX:
        raise Conflict(f"There are {DEVELOPERS_MAX} developers already")
    shop = _shop(world, wanted, site.countries) if wanted.kind == "seller_developer" else None
    country = wanted.country.upper() or (shop.region if shop else "")
    if not country:
        raise InvalidRequest("The country is missing", next_step=f"One of {', '.join(facts().countries)}.")
    if country not in facts().countries:
        raise InvalidRequest(f"{country!r} is not a country of TikTok Shop", next_step=f"{', '.join(facts().countries)}.")
    seller = world.sellers[shop.seller_open_id] if shop else None
    developer = Developer(
        id=world.new_id("7210"),
        portal=wanted.portal,
        kind=wanted.kind,
        company=_company(wanted.company.strip() or (seller.name if seller else "")),
        email=_email(world, wanted, seller),
        country=country,
        created_at=world.clock.now(),
        shop_id=shop.id if shop else "",
        seller_open_id=shop.seller_open_id if shop else "",
    )
    world.partner.developers[developer.id] = developer
    return developer


def developer_of(world: World, developer_id: str, *, site: str = "") -> Developer:
    """A developer by id; with `site`, only on that site. Raises NotFound, which names the right site."""
    found = world.partner.developers.get(developer_id)
    if found is None:
        raise NotFound(f"There is no developer {developer_id}", next_step="GET /_sim/partner/developers lists them.")
    if site and found.portal != site:
        there = portal(found.portal)
        raise NotFound(
            f"The {portal(site).title} site does not know {found.company}; accounts are separate per site",
            next_step=f"The account is on the {there.title} site ({there.host}), here /partner-center/{found.portal}.",
        )
    return found


def _shop(world: World, wanted: Registration, countries: tuple[str, ...]) -> Shop:
    """The shop a seller registers for: the owner of an activated shop (platform.md section 1)."""
    if wanted.shop_id:
        shop = world.shops.get(wanted.shop_id)
        if shop is None:
            raise NotFound(f"There is no shop {wanted.shop_id}", next_step="GET /_sim/shops lists them.")
    else:
        own = [one for one in world.shops.values() if one.region in countries]
        if not own:
            elsewhere = next(iter(world.shops.values()), None)
            if elsewhere is None:
                raise NotFound("This world has no shop to register with")
            shop = elsewhere
        else:
            shop = next((one for one in own if one.active), own[0])
    check_country(wanted.portal, shop.region, f"the shop {shop.name}")
    if not shop.active or not world.sellers[shop.seller_open_id].active:
        raise Conflict(
            f"Shop {shop.name} is not active; only the owner of an activated shop becomes a seller developer",
            shop=shop.id,
            next_step="Finish the onboarding of the shop in Seller Center first.",
        )
    if wanted.country and portal_of(wanted.country.upper()) != wanted.portal:
        check_country(wanted.portal, wanted.country.upper(), "a seller developer")
    return shop


def _company(name: str) -> str:
    if not 2 <= len(name) <= NAME_MAX or not name.isprintable():
        raise InvalidRequest(f"The name of the company has 2 to {NAME_MAX} characters")
    return name


def _email(world: World, wanted: Registration, seller: Seller | None) -> str:
    email = wanted.email.strip() or (seller.email if seller else "")
    if len(email) > EMAIL_MAX or not _EMAIL.fullmatch(email):
        raise InvalidRequest(f"{email!r} is not an e-mail address" if email else "The e-mail address is missing")
    if seller is not None and seller.email and email.lower() != seller.email.lower():
        raise InvalidRequest(
            f"A seller developer registers with the e-mail address of the shop's account, not with {email}",
            next_step=f"The address of {seller.name} is {seller.email}.",
        )
    taken = (one for one in world.partner.developers.values() if one.portal == wanted.portal)
    if any(one.email.lower() == email.lower() for one in taken):
        raise Conflict(
            f"{email} has an account on this site already", next_step="Sign in with it, or register with another address."
        )
    return email
