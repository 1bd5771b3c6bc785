"""What Partner Center tells about developers and apps, as plain values: for the control and the pages alike. No secrets."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog import reader
from shoplatch.simulator.partner import apps, permissions, verification
from shoplatch.simulator.partner.portals import address_of, facts, portal
from shoplatch.simulator.state.partner import Developer, Listing
from shoplatch.simulator.state.world import World


def developers(world: World, site: str | None = None) -> dict[str, Any]:
    """All developers, or those of one site, oldest first."""
    rows = [developer(world, one) for one in world.partner.developers.values() if site in (None, "", one.portal)]
    return {"developers": rows}


def developer(world: World, one: Developer) -> dict[str, Any]:
    """One developer with documents, apps and test shops."""
    verified = one.verification
    return {
        "id": one.id,
        "portal": one.portal,
        "kind": one.kind,
        "company": one.company,
        "email": one.email,
        "country": one.country,
        "shop_id": one.shop_id,
        "seller_open_id": one.seller_open_id,
        "created_at": one.created_at,
        "url": f"{address_of(one.portal)}/developers/{one.id}",
        "verification": {
            "state": verified.state,
            "reason": verified.reason,
            "due_at": verified.due_at,
            "missing": verification.missing(one),
            "documents": [
                {
                    "id": each.id,
                    "kind": each.kind,
                    "file_name": each.file_name,
                    "content_type": each.content_type,
                    "size_bytes": each.size_bytes,
                    "fingerprint": each.fingerprint,
                    "uploaded_at": each.uploaded_at,
                    "state": each.state,
                    "reason": each.reason,
                }
                for each in one.documents.values()
            ],
        },
        "api_access": {"state": one.api_access.state, "reason": one.api_access.reason, "due_at": one.api_access.due_at},
        "apps": [app(world, each) for each in world.partner.listings.values() if each.developer_id == one.id],
        "test_shops": [test_shop(world, one, each.shop_id) for each in one.test_shops],
    }


def app(world: World, listing: Listing) -> dict[str, Any]:
    """One app, with every scope it could ask for."""
    held = world.apps[listing.app_key]
    return {
        "app_key": held.key,
        "service_id": held.service_id,
        "name": held.name,
        "kind": held.kind,
        "category": listing.category,
        "markets": list(listing.markets),
        "seller_type": listing.seller_type,
        "state": listing.review.state,
        "reason": listing.review.reason,
        "due_at": listing.review.due_at,
        "created_at": listing.created_at,
        "published_at": listing.published_at,
        "enabled": held.enabled,
        "redirect_url": held.redirect_url,
        "webhook_url": held.webhook_url,
        "topics": {str(number): number in held.webhook_topics for number in sorted(reader.topics())},
        "ip_allow_list": list(held.ip_allow_list),
        "scopes": [scope(world, listing, name) for name in permissions.offered()],
        "secret_fingerprint": apps.fingerprint(held.secret),
        "secret_rotated_at": listing.secret_rotated_at,
        "old_secret_ends_at": held.old_secret_ends_at,
        "authorize_url": f"{world.base_url}/open/authorize?service_id={held.service_id}",
        "seller_consent_host": portal(world.partner.developers[listing.developer_id].portal).seller_consent_host,
    }


def scope(world: World, listing: Listing, name: str) -> dict[str, Any]:
    """Where one scope stands for an app."""
    review, known = permissions.state_of(world, listing, name), permissions.offered()[name]
    asked = listing.asks.get(name)
    return {
        "scope": name,
        "name": known.name,
        "description": known.description,
        "grantee": known.grantee,
        "sensitive": known.sensitive,
        "reviewed": permissions.needs_review(known, world.switches),
        "state": review.state,
        "reason": review.reason,
        "purpose": asked.purpose if asked else "",
        "due_at": review.due_at,
    }


def secret(world: World, listing: Listing) -> dict[str, Any]:
    """Key and secret, as the app's page shows them to its developer."""
    held = world.apps[listing.app_key]
    return {
        "app_key": held.key,
        "app_secret": held.secret,
        "service_id": held.service_id,
        "secret_fingerprint": apps.fingerprint(held.secret),
        "old_secret_ends_at": held.old_secret_ends_at,
    }


def test_shop(world: World, one: Developer, shop_id: str) -> dict[str, Any]:
    """A test shop with what a client needs to find it."""
    held = next(each for each in one.test_shops if each.shop_id == shop_id)
    shop = world.shops[shop_id]
    return {
        "shop_id": shop.id,
        "shop_cipher": shop.cipher,
        "shop_code": shop.code,
        "name": shop.name,
        "country": shop.region,
        "kind": held.kind,
        "seller_type": shop.seller_type,
        "seller_open_id": held.seller_open_id,
        "active": shop.active,
        "expires_at": held.expires_at,
        "products": len(shop.products),
    }


def offers() -> dict[str, Any]:
    """What can be chosen: sites with their countries, documents, categories."""
    return {
        "portals": [
            {
                "portal": name,
                "title": one.title,
                "host": one.host,
                "seller_consent_host": one.seller_consent_host,
                "countries": list(one.countries),
                "url": address_of(name),
            }
            for name, one in facts().portals.items()
        ],
        "documents": dict(facts().documents),
        "needed": {kind: list(kinds) for kind, kinds in facts().needed.items()},
        "categories": dict(facts().categories),
        "cannot_be_changed": dict(apps.LASTING),
    }
