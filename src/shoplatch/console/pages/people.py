"""People: who may do what, for which shops; one's own account; and the log of who did what."""

from __future__ import annotations

from shoplatch.accounts.roles import ABOUT, RIGHTS, ROLES
from shoplatch.console.desk import Ask, Desk, Shown

PAGE = 100
KINDS = ("refused", "sign_in", "people", "token", "app", "consent", "setup", "security")


async def people(desk: Desk, ask: Ask) -> Shown:
    """Everybody, with role, shops and tokens."""
    house = desk.house.accounts.people
    rows, tokens = await house.all(), await house.tokens()
    provider = desk.house.oidc.provider.shown if desk.house.oidc is not None else ""
    async with desk.reading(ask) as (_, frame):
        return Shown(
            "people.html",
            {
                "frame": frame,
                "rows": rows,
                "tokens": tokens,
                "roles": ABOUT,
                "rights": ROLES,
                "link": "",
                "wrong": "",
                "provider": provider,
            },
        )


async def account(desk: Desk, ask: Ask) -> Shown:
    """One's own: password, sessions, tokens."""
    name = ask.person.name if ask.person else ""
    people = desk.house.accounts.people
    tokens = await people.tokens(name)
    linked = desk.house.oidc is not None and any(one.name == name and one.oidc_subject for one in await people.all())
    provider = desk.house.oidc.provider.shown if desk.house.oidc is not None else ""
    async with desk.reading(ask) as (_, frame):
        mine = [right for right in RIGHTS if ask.person and right in ask.person.rights]
        values = {
            "frame": frame,
            "tokens": tokens,
            "mine": mine,
            "made": "",
            "wrong": {},
            "said": "",
            "provider": provider,
            "linked": linked,
        }
        return Shown("account.html", values)


async def audit(desk: Desk, ask: Ask) -> Shown:
    """Who did what, and what was refused, newest first."""
    query = ask.query
    act = query["act"] if query.get("act") in KINDS else ""
    before = int(query["before"]) if query.get("before", "").isdecimal() and len(query["before"]) < 16 else None
    log = desk.house.accounts.audit
    rows = await log.read(
        before=before, limit=PAGE + 1, act="" if act == "refused" else act, actor=query.get("actor", "")[:80],
        refused=act == "refused",
    )  # fmt: skip
    async with desk.reading(ask) as (_, frame):
        return Shown(
            "audit.html",
            {"frame": frame, "rows": rows[:PAGE], "older": rows[PAGE - 1].n if len(rows) > PAGE else None, "act": act,
             "kinds": KINDS, "verified": None},
        )  # fmt: skip
