"""Who of us is it whom the provider names: by the account that was linked, by a verified address, or somebody new.

An account is (issuer, subject): the one pair that a provider never gives to another person. An address of mail links once,
where the provider says that it is verified and an owner wrote it down here; from then on the pair counts. Somebody nobody
here knows comes in only where the settings say so, as what the roles of the settings say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shoplatch.accounts.oidc.provider import Provider
from shoplatch.accounts.people import NAME_MAX, PEOPLE_MAX, address_in
from shoplatch.errors import Conflict, NotFound, Reauthorize
from shoplatch.store import oidc as table
from shoplatch.store import people
from shoplatch.store.engine import Connection
from shoplatch.store.people import PersonRow

VALUES_MAX = 1_000
TRIES = 50


@dataclass(frozen=True, slots=True)
class Identity:
    """What the provider says about somebody, as far as it is used. `email` only where it is verified."""

    issuer: str
    subject: str
    email: str | None
    name: str
    roles: tuple[str, ...]  # the values of the claim that the settings name


@dataclass(frozen=True, slots=True)
class Came:
    """Who it is. `happened`: what changed for that, each an act of the audit log and its detail."""

    id: str
    name: str
    happened: tuple[tuple[str, str], ...] = ()


def identity_of(claims: Mapping[str, Any], more: Mapping[str, Any], provider: Provider) -> Identity:
    """The identity in a token's claims, with what the provider added when asked."""
    said = {**more, **claims}
    verified = said.get("email_verified") in (True, "true")
    names = (said.get(one) for one in ("name", "preferred_username", "email"))
    name = next((one for one in names if isinstance(one, str) and one.strip() and one.isprintable()), claims["sub"])
    email = said.get("email")
    return Identity(
        issuer=provider.issuer,
        subject=claims["sub"],
        email=address_in(email) if verified and isinstance(email, str) else None,
        name=name.strip()[:NAME_MAX],
        roles=_values(said, provider.role_claim),
    )


def role_of(identity: Identity, provider: Provider) -> str | None:
    """The role that the settings give to this identity; None for none."""
    held = set(identity.roles)
    return next((role for value, role in provider.roles if value == "*" or value in held), None)


async def welcome(
    conn: Connection, identity: Identity, provider: Provider, now: datetime, *, link_to: str | None = None
) -> Came:
    """Find, link or make the person, and set the role that the provider's claims give.

    Raises:
        Conflict: the account is linked to somebody else, or the person to another account.
        Reauthorize: nobody here is meant, or who is meant may not come in.
    """
    await table.hold(conn)  # two first sign-ins of one person at the same moment are one person
    person = await table.linked(conn, identity.issuer, identity.subject)
    if link_to is not None:
        return await _linked(conn, identity, provider, link_to, person)
    happened: list[tuple[str, str]] = []
    role = role_of(identity, provider) if provider.roles else None
    if provider.roles and role is None:
        raise _stranger(f"Your account at {provider.shown} holds no role for this console")
    if person is None:
        person = await _by_email(conn, identity, happened)
    if person is None:
        person = await _made(conn, identity, provider, role, now, happened)
    if person.ended_at is not None:
        raise _stranger(f"{person.name} may no longer sign in")
    if role is not None and role != person.role:
        happened.append(await _role(conn, person, role))
    return Came(person.id, person.name, tuple(happened))


async def _linked(
    conn: Connection, identity: Identity, provider: Provider, person_id: str, holder: PersonRow | None
) -> Came:
    """The account belongs to who is signed in here from now on."""
    person = await table.person(conn, person_id)
    if person is None or person.ended_at is not None:
        raise _stranger("Whoever began this may no longer sign in")
    if holder is not None and holder.id != person.id:
        raise Conflict(f"This account at {provider.shown} is linked to {holder.name} already",
                       next_step="An owner can unlink it under People.")  # fmt: skip
    await table.link(conn, person.id, identity.issuer, identity.subject)
    return Came(person.id, person.name, (("people.linked", f"to an account at {provider.shown}"),))


async def _by_email(conn: Connection, identity: Identity, happened: list[tuple[str, str]]) -> PersonRow | None:
    person = await table.with_email(conn, identity.email) if identity.email else None
    if person is None:
        return None
    if person.oidc_subject is not None:
        raise Conflict(f"{person.name} signs in by another account of the identity provider",
                       next_step="An owner can unlink that one under People.")  # fmt: skip
    if person.ended_at is None:
        await table.link(conn, person.id, identity.issuer, identity.subject)
        happened.append(("people.linked", "by a verified address"))
    return person


async def _made(
    conn: Connection, identity: Identity, provider: Provider, role: str | None, now: datetime,
    happened: list[tuple[str, str]],
) -> PersonRow:  # fmt: skip
    if provider.create == "off":
        raise _stranger(f"Nobody here is linked to your account at {provider.shown}")
    if role is None:
        raise _stranger("No role is set for people who come in by the identity provider")
    if len(await people.every(conn)) >= PEOPLE_MAX:
        raise Conflict(f"There are {PEOPLE_MAX:,} people already")
    shops: Sequence[str] | None = None if role == "owner" or provider.create == "every-shop" else []
    for name in (identity.name, *(f"{identity.name[: NAME_MAX - 4]} {n}" for n in range(2, TRIES))):
        if await people.add(conn, name, role, shops, now):
            break
    else:
        raise Conflict(f"There are too many people called {identity.name!r}")
    person = await people.named(conn, name)
    if person is None:
        raise NotFound(f"Nobody is called {name!r}")
    await table.link(conn, person.id, identity.issuer, identity.subject)
    if identity.email and await table.with_email(conn, identity.email) is None:
        await people.set_email(conn, person.id, identity.email)
    happened.append(("people.added", f"by the identity provider, as {role}"))
    return person


async def _role(conn: Connection, person: PersonRow, role: str) -> tuple[str, str]:
    """The provider's claims decide the role; but never that nobody owns this installation any more."""
    if person.role == "owner" and await people.hold_owners(conn) <= 1:
        return "people.kept", f"stays the last owner; the identity provider says {role}"
    await people.change(conn, person.id, role, None if role == "owner" else person.shop_ids)
    return "people.changed", f"{person.role} to {role}, by the identity provider"


def _values(said: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The texts at a claim, which may be a text, a list, or (with points in its name) deeper down."""
    found: Any = said.get(path) if path in said else said
    if path and path not in said:
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    if not path or isinstance(found, dict):
        return ()
    listed = found if isinstance(found, list) else [found]
    return tuple(one for one in listed[:VALUES_MAX] if isinstance(one, str))


def _stranger(why: str) -> Reauthorize:
    return Reauthorize(why, next_step="Ask an owner of this installation.")
