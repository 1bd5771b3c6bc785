"""Signing in: a link works once and briefly, a session lives while it is used, and the database holds hashes only."""

from __future__ import annotations

import asyncio

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.clock import SetClock
from shoplatch.errors import Reauthorize
from tests.accounts.conftest import Opener

DAY_S = 24 * 3600


async def test_a_link_opens_a_session_of_the_owner(accounts: Accounts) -> None:
    person = await accounts.people.session(await accounts.people.redeem(await accounts.people.issue_link()))
    assert person is not None
    assert person.role == "owner"


async def test_a_link_works_once_even_for_many_at_once(opened: Opener) -> None:
    one, two = await opened(), await opened()
    link = await one.people.issue_link()
    ends = await asyncio.gather(*(who.people.redeem(link) for who in [one, two] * 5), return_exceptions=True)
    assert sum(isinstance(end, str) for end in ends) == 1
    assert sum(isinstance(end, Reauthorize) for end in ends) == 9


async def test_a_link_is_good_for_fifteen_minutes(accounts: Accounts, clock: SetClock) -> None:
    early, late = await accounts.people.issue_link(), await accounts.people.issue_link()
    clock.advance(14 * 60)
    assert await accounts.people.redeem(early)
    clock.advance(60)
    with pytest.raises(Reauthorize, match=r"too old.*shoplatch sign-in"):
        await accounts.people.redeem(late)


async def test_a_newer_link_leaves_the_older_one_working(accounts: Accounts) -> None:
    first, _ = await accounts.people.issue_link(), await accounts.people.issue_link()
    assert await accounts.people.redeem(first)


@pytest.mark.parametrize("forged", ["", "guess", "\x00", "x" * 100_000])
async def test_a_forged_link_or_session_opens_nothing(accounts: Accounts, forged: str) -> None:
    await accounts.people.issue_link()
    with pytest.raises(Reauthorize):
        await accounts.people.redeem(forged)
    assert await accounts.people.session(forged) is None


async def test_a_link_is_no_session_and_a_session_is_no_link(accounts: Accounts) -> None:
    link = await accounts.people.issue_link()
    assert await accounts.people.session(link) is None
    session = await accounts.people.redeem(link)
    with pytest.raises(Reauthorize):
        await accounts.people.redeem(session)


async def test_a_session_lives_while_it_is_used_and_at_most_thirty_days(accounts: Accounts, clock: SetClock) -> None:
    session = await accounts.people.redeem(await accounts.people.issue_link())
    unused = await accounts.people.redeem(await accounts.people.issue_link())
    for _ in range(2):
        clock.advance(13 * DAY_S)
        assert await accounts.people.session(session) is not None
    assert await accounts.people.session(unused) is None
    clock.advance(5 * DAY_S)
    assert await accounts.people.session(session) is None, "however often it is used"


async def test_issuing_a_link_ends_no_running_session(accounts: Accounts, clock: SetClock) -> None:
    session = await accounts.people.redeem(await accounts.people.issue_link())
    clock.advance(13 * DAY_S)
    await accounts.people.issue_link()
    assert await accounts.people.session(session) is not None


async def test_signing_out_ends_the_session(accounts: Accounts) -> None:
    session = await accounts.people.redeem(await accounts.people.issue_link())
    await accounts.people.sign_out(session)
    assert await accounts.people.session(session) is None
    await accounts.people.sign_out(session)
