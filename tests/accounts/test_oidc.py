"""People sign in by an identity provider; what attackers try with it is refused, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.oidc.provider import Provider
from shoplatch.accounts.oidc.sign_in import SignedIn, SignIn
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError, Conflict, InvalidRequest, Reauthorize, Retriable, ShoplatchError
from shoplatch.store.engine import Store
from tests.accounts.identity_provider import CLIENT_ID, CLIENT_SECRET, EC, FOREIGN, ISSUER, RSA, Account, IdentityProvider

PROVIDER = Provider(ISSUER, CLIENT_ID, "http://127.0.0.1:8400/sign-in/provider/callback", CLIENT_SECRET, name="Example")


class Desk:
    """One installation and one provider; `walk` is a whole sign-in."""

    def __init__(self, accounts: Accounts, store: Store, vault: Vault, clock: SetClock) -> None:
        self.accounts, self.store, self.vault, self.clock = accounts, store, vault, clock
        self.idp = IdentityProvider(clock)
        self.sign_in = self.set()

    def set(self, **settings: Any) -> SignIn:
        """Other settings from now on; nothing of the provider is remembered."""
        self.sign_in = SignIn(replace(PROVIDER, **settings), self.store, self.vault, self.clock, self.idp)
        return self.sign_in

    async def walk(self, account: Account | None = None, *, person_id: str | None = None, **back: str) -> SignedIn:
        begun = await self.sign_in.begin("/orders", person_id=person_id)
        return await self.sign_in.finish(self.idp.consent(begun.url, account, **back), begun.cookie)

    async def add(self, name: str = "Mei", role: str = "operator", email: str | None = "mei@example.com") -> str:
        await self.accounts.people.add(name, role, email=email)
        return next(one.id for one in await self.accounts.people.all() if one.name == name)

    async def refused(self, wanted: type[ShoplatchError], words: str, account: Account | None = None, **back: str) -> None:
        before = [(one.name, one.role, one.oidc_subject) for one in await self.accounts.people.all()]
        with pytest.raises(wanted, match=words):
            await self.walk(account, **back)
        assert [(one.name, one.role, one.oidc_subject) for one in await self.accounts.people.all()] == before


@pytest.fixture
def desk(accounts: Accounts, store: Store, vault: Vault, clock: SetClock) -> Desk:
    return Desk(accounts, store, vault, clock)


# --- who comes in ---------------------------------------------------------------------------------------------------


async def test_a_verified_address_links_once_and_the_subject_counts_from_then_on(desk: Desk) -> None:
    await desk.add()
    done = await desk.walk()
    assert (done.came.name, done.wanted) == ("Mei", "/orders")
    assert [act for act, _ in done.came.happened] == ["people.linked"]
    person = await desk.accounts.people.session(done.session)
    assert person is not None
    assert (person.name, person.role) == ("Mei", "operator")
    again = await desk.walk(Account(claims={"email": "new-name@example.com", "email_verified": True}))
    assert again.came == replace(done.came, happened=())
    assert again.session != done.session, "a session is always a new one"
    other = Account(sub="a-2")  # who got Mei's address of mail later is not Mei
    await desk.refused(Conflict, "another account", other)


async def test_an_address_that_is_not_verified_or_not_known_here_opens_nothing(desk: Desk) -> None:
    await desk.add()
    for claims in ({"email": "mei@example.com"}, {"email": "mei@example.com", "email_verified": False},
                   {"email": "eve@example.com", "email_verified": True}, {"email_verified": True}):  # fmt: skip
        await desk.refused(Reauthorize, "Nobody here is linked", Account(claims=claims))


async def test_somebody_signed_in_links_the_own_account_and_unlinking_ends_it(desk: Desk) -> None:
    mei = await desk.add(email=None)
    done = await desk.walk(person_id=mei)
    assert done.session is None, "linking opens no session"
    assert (await desk.walk()).came.name == "Mei"
    await desk.add("Lee", email=None)
    lee = next(one.id for one in await desk.accounts.people.all() if one.name == "Lee")
    with pytest.raises(Conflict, match="linked to Mei"):
        await desk.walk(person_id=lee)
    await desk.accounts.people.unlink("Mei")
    await desk.refused(Reauthorize, "Nobody here is linked")


async def test_somebody_unknown_comes_in_only_where_the_settings_say_so(desk: Desk) -> None:
    await desk.refused(Reauthorize, "Nobody here is linked")
    desk.set(create="no-shops", role_claim="groups", roles=(("shop-admins", "owner"), ("shop-ops", "operator")))
    await desk.refused(Reauthorize, "holds no role")
    ops = Account(claims={"name": "Mei", "groups": ["staff", "shop-ops"]})
    done = await desk.walk(ops)
    person = await desk.accounts.people.session(done.session)
    assert person is not None
    assert (person.name, person.role, person.shops) == ("Mei", "operator", ())
    assert (await desk.walk(ops)).came.id == done.came.id
    twin = await desk.walk(Account(sub="a-2", claims={"name": "Mei", "groups": "shop-ops"}))
    assert twin.came.name == "Mei 2"


async def test_the_claim_decides_the_role_at_every_sign_in_and_never_takes_the_last_owner(desk: Desk) -> None:
    await desk.add(role="analyst")
    desk.set(role_claim="realm_access.roles", roles=(("boss", "owner"), ("*", "auditor")))
    boss = Account(claims={"email": "mei@example.com", "email_verified": True, "realm_access": {"roles": ["boss"]}})
    assert ("people.changed", "analyst to owner, by the identity provider") in (await desk.walk(boss)).came.happened
    await desk.accounts.people.end("owner")
    kept = await desk.walk()
    assert kept.came.happened[0][0] == "people.kept"
    session = await desk.accounts.people.session(kept.session)
    assert session is not None
    assert session.role == "owner"


async def test_who_has_left_stays_out(desk: Desk) -> None:
    await desk.add()
    done = await desk.walk()
    await desk.accounts.people.end("Mei")
    assert await desk.accounts.people.session(done.session) is None
    await desk.refused(Reauthorize, "may no longer sign in")


async def test_what_the_token_leaves_out_is_asked_for_and_belongs_to_the_same_subject(desk: Desk) -> None:
    await desk.add()
    desk.idp.in_userinfo = ("email", "email_verified")
    desk.idp.userinfo_sub = "somebody-else"
    await desk.refused(Reauthorize, "Nobody here is linked")
    desk.idp.userinfo_sub = None
    assert (await desk.walk()).came.name == "Mei"


# --- attacks --------------------------------------------------------------------------------------------------------

LIES: dict[str, tuple[dict[str, Any], str]] = {
    "of another issuer": ({"iss": "https://evil.example.com"}, "another issuer"),
    "for another client": ({"aud": "another"}, "another client"),
    "for two clients, issued to the other": ({"aud": [CLIENT_ID, "another"], "azp": "another"}, "issued to another"),
    "for two clients, without saying to whom": ({"aud": [CLIENT_ID, "another"]}, "issued to another"),
    "issued to another client": ({"azp": "another"}, "issued to another"),
    "with a foreign nonce": ({"nonce": "of-another-sign-in"}, "nonce"),
    "without a nonce": ({"nonce": None}, "nonce"),
    "that is over": ({"exp": 1}, "does not count now"),
    "without an end": ({"exp": None}, "does not count now"),
    "without a beginning": ({"iat": None}, "does not count now"),
    "of the future": ({"iat": 2**33}, "does not count now"),
    "not yet valid": ({"nbf": 2**33}, "does not count now"),
    "made long ago": ({"iat": 5}, "too long ago"),
    "with a text for a time": ({"exp": "tomorrow"}, "does not count now"),
    "of nobody": ({"sub": ""}, "names nobody"),
    "with a subject that is no text": ({"sub": 7}, "does not count now|names nobody"),
    "with another access token": ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash"),
}


async def test_a_token_that_does_not_hold_is_refused(desk: Desk) -> None:
    await desk.add()
    for lie, (claims, words) in LIES.items():
        desk.idp.lies = claims
        try:
            await desk.refused(Reauthorize, words)
        except (AssertionError, pytest.fail.Exception) as taken:
            taken.add_note(f"a token {lie}")
            raise
    desk.idp.lies = {}
    assert (await desk.walk()).came.name == "Mei"


async def test_a_minute_between_the_clocks_is_borne_and_more_is_not(desk: Desk, clock: SetClock) -> None:
    await desk.add()
    now = clock.seconds()
    for good in ({"iat": now + 59}, {"exp": now - 59}, {"nbf": now + 59}):
        desk.idp.lies = good
        assert (await desk.walk()).came.name == "Mei"
    for bad in ({"iat": now + 61}, {"exp": now - 60}, {"nbf": now + 61}):
        desk.idp.lies = bad
        await desk.refused(Reauthorize, "are both clocks right")


async def test_a_signature_that_is_none_of_the_provider_s_is_refused(desk: Desk) -> None:
    await desk.add()
    desk.idp.algorithm = "none"
    await desk.refused(Reauthorize, "'none', which does not count")
    desk.idp.algorithm = "HS256"  # with the public key, which everybody has, as the secret
    await desk.refused(Reauthorize, "'HS256', which does not count")
    desk.idp.algorithm, desk.idp.key = "RS256", FOREIGN
    await desk.refused(Reauthorize, "no key of the provider")
    desk.idp.header = {"kid": "unheard-of"}
    await desk.refused(Reauthorize, "no key of the provider")
    desk.idp.header, desk.idp.key = {"jwk": FOREIGN.as_dict(private=False), "kid": None}, FOREIGN
    await desk.refused(Reauthorize, "no key of the provider")
    desk.idp.key, desk.idp.header = RSA, {}
    for token in ("", "a.b", "a.b.c", "e30.e30.", "." * 2, "x" * 70_000, "\x00.\x00.\x00"):
        desk.idp.token = token or "."
        await desk.refused(Reauthorize, "identity token")


async def test_a_state_is_shown_twice(desk: Desk) -> None:
    await desk.add()
    begun = await desk.sign_in.begin()
    back = desk.idp.consent(begun.url)
    assert (await desk.sign_in.finish(back, begun.cookie)).came.name == "Mei"
    with pytest.raises(Conflict, match="counts once"):
        await desk.sign_in.finish({**desk.idp.consent(begun.url), "state": back["state"]}, begun.cookie)


async def test_a_failed_way_back_has_spent_its_state_too(desk: Desk) -> None:
    begun = await desk.sign_in.begin()
    back = desk.idp.consent(begun.url)
    with pytest.raises(Reauthorize, match=r"said no \(access_denied\)"):
        await desk.sign_in.finish({"error": "access_denied", "state": back["state"], "iss": ISSUER}, begun.cookie)
    with pytest.raises(Conflict, match="counts once"):
        await desk.sign_in.finish(back, begun.cookie)


async def test_a_state_of_another_browser_a_forged_cookie_and_one_that_is_over_are_refused(
    desk: Desk, clock: SetClock
) -> None:
    await desk.add()
    mine, other = await desk.sign_in.begin(), await desk.sign_in.begin()
    back = desk.idp.consent(mine.url)
    foreign = Vault(b"k" * 32).seal("{}", owner="oidc", field="begun").hex()
    for cookie in (other.cookie, None, "", "nonsense", mine.cookie[:-8] + "AAAAAAA=", foreign, "é" * 10, "A" * 9_000):
        with pytest.raises(InvalidRequest, match="not begun in this browser"):
            await desk.sign_in.finish(back, cookie)
    with pytest.raises(InvalidRequest, match="not begun in this browser"):
        await desk.sign_in.finish({**back, "state": ""}, mine.cookie)
    clock.advance(601)
    with pytest.raises(InvalidRequest, match="is over"):
        await desk.sign_in.finish(back, mine.cookie)


async def test_a_way_back_of_another_provider_is_refused(desk: Desk) -> None:
    await desk.add()
    await desk.refused(InvalidRequest, "another identity provider", iss="https://evil.example.com")
    begun = await desk.sign_in.begin()
    without = {name: value for name, value in desk.idp.consent(begun.url).items() if name != "iss"}
    with pytest.raises(InvalidRequest, match="another identity provider"):
        await desk.sign_in.finish(without, begun.cookie)
    begun = await desk.sign_in.begin()
    back = desk.idp.consent(begun.url)
    desk.set(client_id="changed")
    with pytest.raises(InvalidRequest, match="changed meanwhile"):
        await desk.sign_in.finish(back, begun.cookie)


async def test_a_code_of_another_sign_in_is_injected(desk: Desk) -> None:
    await desk.add()
    stolen = desk.idp.consent((await desk.sign_in.begin()).url)["code"]
    await desk.refused(Reauthorize, "did not take the code", code=stolen)
    await desk.refused(InvalidRequest, "no usable code", code="")


async def test_a_provider_that_lies_about_itself_is_not_asked_further(desk: Desk) -> None:
    for said, words in (
        ({"issuer": "https://evil.example.com"}, "calls itself"),
        ({"issuer": ISSUER + "/"}, "calls itself"),
        ({"token_endpoint": "http://id.example.com/token"}, "no token_endpoint over https"),
        ({"token_endpoint": "http://127.0.0.1/token"}, "no token_endpoint over https"),
        ({"jwks_uri": "file:///etc/passwd"}, "no jwks_uri over https"),
        ({"authorization_endpoint": None}, "no authorization_endpoint"),
    ):
        desk.idp.metadata = said
        desk.set()
        desk.idp.asked.clear()
        with pytest.raises(ConfigError, match=words):
            await desk.sign_in.begin()
        assert desk.idp.asked == ["openid-configuration"]


# --- keys that change, providers that fail --------------------------------------------------------------------------


async def test_keys_rotate_at_the_provider_and_nobody_makes_us_ask_in_a_loop(desk: Desk, clock: SetClock) -> None:
    await desk.add()
    await desk.walk()
    desk.idp.key, desk.idp.algorithm, desk.idp.published = EC, "ES256", [EC, RSA]
    await desk.refused(Reauthorize, "no key of the provider")  # asked less than a minute ago
    clock.advance(61)
    assert (await desk.walk()).came.name == "Mei"
    assert desk.idp.asked.count("keys") == 2
    desk.idp.header = {"kid": "unheard-of"}
    for _ in range(5):
        await desk.refused(Reauthorize, "no key of the provider")
    assert desk.idp.asked.count("keys") == 2
    desk.idp.header, desk.idp.published = {}, [RSA]  # taken back there
    clock.advance(601)
    await desk.refused(Reauthorize, "no key of the provider")


async def test_a_silent_provider_and_a_wrong_secret_are_said_as_what_they_are(desk: Desk) -> None:
    desk.idp.silent = True
    with pytest.raises(Retriable, match="could not be asked"):
        await desk.sign_in.begin()
    desk.idp.silent = False
    desk.set(client_secret="wrong")
    with pytest.raises(ConfigError, match="does not take our client id or secret") as failure:
        await desk.walk()
    assert "wrong" not in str(failure.value)
    assert CLIENT_SECRET not in repr(PROVIDER)
