"""The people of this installation and how they come in: one-time links, passwords, sessions, API tokens.

Only hashes are stored (`tickets.py`, `passwords.py`). What somebody may do is in `roles.py`. Each door gives a `Person`
with rights and shops; a role or a grant that changes holds from the next request on. It sets no cookies and knows no web.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.accounts import passwords
from shoplatch.accounts.roles import check_rights, check_role, rights_of
from shoplatch.accounts.tickets import hash_of, new_ticket
from shoplatch.clock import Clock
from shoplatch.errors import Conflict, InvalidRequest, NotFound, RateLimited, Reauthorize
from shoplatch.store import oidc
from shoplatch.store import people as table
from shoplatch.store.engine import Connection, Store
from shoplatch.store.people import PersonRow, TokenRow

LINK_LIFE = timedelta(minutes=15)
SESSION_LIFE = timedelta(days=14)
SESSION_LONGEST = timedelta(days=30)  # however often it is used
# A session slides with use, but a write for every page would be waste: once an hour is enough for fourteen days.
SLIDE_AFTER = timedelta(hours=1)
INVITATION_LIFE = timedelta(days=3)
TOKEN_PREFIX = "slt_"
TOKEN_DAYS, TOKEN_DAYS_MAX = 90, 365
NAME_MAX, SHOPS_MAX, PEOPLE_MAX = 80, 1_000, 1_000
EMAIL_MAX = 254
TOUCH_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who came in. `shops` None: every shop. `rights`: those of the role, or less by an API token."""

    id: str
    name: str
    role: str
    shops: tuple[str, ...] | None = None
    rights: frozenset[str] = frozenset()
    token_id: str | None = None  # came in by this API token

    def may(self, *rights: str) -> bool:
        """Whether one of these rights is held."""
        return bool(self.rights & set(rights))

    def sees(self, shop_id: str | None) -> bool:
        """Whether a shop is among those granted; what belongs to no shop is for who has all."""
        return self.shops is None or shop_id in self.shops


class People:
    """Who may come in, and the doors."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # --- who there is ---

    async def add(self, name: str, role: str, shops: Sequence[str] | None = None, *, email: str | None = None) -> str:
        """A new person; gives a sign-in token that works once, within three days. Shown once; only its hash is kept.

        `email`: where an identity provider is set, its account with this verified address is theirs.

        Raises:
            InvalidRequest: no such role, no name, or no address.
            Conflict: the name or the address is taken.
        """
        name, address = _checked(name, role, shops), _address(email)
        now, ticket = self._clock.now(), new_ticket()
        async with self._store.begin() as conn:
            if len(await table.every(conn)) >= PEOPLE_MAX or not await table.add(conn, name, role, _shops(role, shops), now):
                raise Conflict(f"There is somebody called {name!r} already", next_step="Give another name.")
            person = await self._get(conn, name)
            if address is not None and not await table.set_email(conn, person.id, address):
                raise _email_taken(address)
            await table.save_token(conn, ticket.hash, "link", person.id, now, now + INVITATION_LIFE)
        return ticket.text

    async def all(self) -> list[PersonRow]:
        """Everybody, those who left last."""
        async with self._store.begin() as conn:
            await table.owner(conn, self._clock.now())
            return await table.every(conn)

    async def change(self, name: str, role: str, shops: Sequence[str] | None) -> None:
        """Another role or other shops; holds from the next request on.

        Raises:
            NotFound: nobody is called so.
            Conflict: the last owner would be none any more.
        """
        _checked(name, role, shops)
        async with self._store.begin() as conn:
            person = await self._get(conn, name)
            if person.role == "owner" and role != "owner":
                await self._keep_an_owner(conn)
            await table.change(conn, person.id, role, _shops(role, shops))

    async def set_email(self, name: str, email: str | None) -> None:
        """The address by which an account of the identity provider becomes somebody's, or none.

        Raises:
            NotFound: nobody is called so.
            InvalidRequest: it is no address.
            Conflict: it is somebody else's here.
        """
        address = _address(email)
        async with self._store.begin() as conn:
            if not await table.set_email(conn, (await self._get(conn, name)).id, address) and address is not None:
                raise _email_taken(address)

    async def unlink(self, name: str) -> None:
        """Somebody's account of the identity provider opens nothing here any more, and its sessions end. Raises NotFound."""
        async with self._store.begin() as conn:
            person = await self._get(conn, name)
            await oidc.link(conn, person.id, None, None)
            await table.set_email(conn, person.id, None)  # else the same account would be linked again at once
            await table.end_sessions(conn, person.id)

    async def end(self, name: str) -> None:
        """Somebody leaves: sessions, links and tokens end at once. Raises NotFound, Conflict (the last owner)."""
        now = self._clock.now()
        async with self._store.begin() as conn:
            person = await self._get(conn, name)
            if person.ended_at is not None:
                return
            if person.role == "owner":
                await self._keep_an_owner(conn)
            await table.end(conn, person.id, now)
            await table.end_sessions(conn, person.id)
            await table.end_api_tokens(conn, person.id, now)

    async def restore(self, name: str) -> None:
        """Somebody who left may come back, by a new link. Raises NotFound."""
        async with self._store.begin() as conn:
            await table.end(conn, (await self._get(conn, name)).id, None)

    async def sign_out_everywhere(self, name: str) -> int:
        """End every session and link of somebody; how many. Raises NotFound."""
        async with self._store.begin() as conn:
            return await table.end_sessions(conn, (await self._get(conn, name)).id)

    # --- links ---

    async def issue_link(self, name: str | None = None) -> str:
        """A sign-in token, for the owner or for who is named: works once, within 15 minutes. Only its hash is kept.

        Raises:
            NotFound: nobody is called so, or may no longer sign in.
        """
        now, ticket = self._clock.now(), new_ticket()
        async with self._store.begin() as conn:
            person = await self._get(conn, name) if name else await table.owner(conn, now)
            if person.ended_at is not None:
                raise NotFound(
                    f"{person.name} may no longer sign in", next_step="`shoplatch people restore` lets them back."
                )
            await table.drop_expired(conn, now)
            await table.save_token(conn, ticket.hash, "link", person.id, now, now + LINK_LIFE)
        return ticket.text

    async def redeem(self, token: str, *, instead_of: str | None = None) -> str:
        """Trade a sign-in token for a session token, always a new one. `instead_of`: a session that ends with it.

        Raises:
            Reauthorize: the link is unknown, used or too old.
        """
        now = self._clock.now()
        async with self._store.begin() as conn:
            person = await table.use_link(conn, hash_of(token), now)
            if person is None:
                raise Reauthorize(
                    "This sign-in link is used, too old, or was never ours",
                    next_step="Make a new one with `shoplatch sign-in`.",
                )
            return await self._begin(conn, person, now, instead_of)

    # --- passwords ---

    async def set_password(self, name: str, password: str | None, *, keep: str = "") -> None:
        """A new password, or none; every session but `keep` ends. Raises InvalidRequest, NotFound."""
        if password is not None:
            passwords.check_password(password, name)
        made = None if password is None else await passwords.hashed(password)
        async with self._store.begin() as conn:
            person = await self._get(conn, name)
            await table.set_password(conn, person.id, made)
            await table.end_sessions(conn, person.id, but=hash_of(keep) if keep else "")

    async def sign_in(self, name: str, password: str, address: str, *, instead_of: str | None = None) -> str:
        """Trade name and password for a session token.

        Raises:
            RateLimited: too many failures for this name or from this address; says for how long.
            Reauthorize: one of them is wrong; it does not say which.
        """
        now, stale = self._clock.now(), self._clock.now() - passwords.FORGET_AFTER
        of = (f"name:{name[:NAME_MAX].casefold()}", f"address:{address[:80]}")
        async with self._store.begin() as conn:
            until = await table.failures(conn, of, now)
            person = await table.named(conn, name[:NAME_MAX])
        if until is not None:
            raise _too_many(until, now)
        kept = person.password_hash if person is not None and person.ended_at is None else None
        if not await passwords.fits(password, kept) or person is None:
            await self._failed(of, now, stale)
            raise Reauthorize("Name or password is wrong", next_step="Try again, or ask for a link: `shoplatch sign-in`.")
        async with self._store.begin() as conn:
            await table.forgive(conn, of[:1], stale)
            return await self._begin(conn, person, now, instead_of)

    async def _failed(self, of: tuple[str, str], now: datetime, stale: datetime) -> None:
        async with self._store.begin() as conn:
            for one, free in zip(of, (passwords.FREE_BY_NAME, passwords.FREE_BY_ADDRESS), strict=True):
                wait = passwords.wait_after(await table.failed(conn, one, now, stale), free)
                if wait is not None:
                    await table.block(conn, one, now + wait)

    # --- sessions ---

    async def session(self, token: str | None) -> Person | None:
        """Whose session this is; None where it is unknown or over. Using a session keeps it alive, at most thirty days."""
        if not token:
            return None
        now = self._clock.now()
        async with self._store.begin() as conn:
            row = await table.session(conn, hash_of(token), now, now - SESSION_LONGEST)
            if row is None:
                return None
            if row.expires_at < now + SESSION_LIFE - SLIDE_AFTER:
                await table.extend_session(conn, hash_of(token), now + SESSION_LIFE)
        return Person(row.id, row.name, row.role, _tuple(row.shop_ids), rights_of(row.role))

    async def sign_out(self, token: str) -> None:
        """End a session; nothing happens where there is none."""
        async with self._store.begin() as conn:
            await table.end_session(conn, hash_of(token))

    # --- API tokens ---

    async def make_token(self, name: str, label: str, rights: Sequence[str], *, days: int = TOKEN_DAYS) -> str:
        """An API token for somebody: the text, shown once. Its rights never exceed the role, now or later.

        Raises:
            InvalidRequest: a right that does not exist or that the role lacks, no label, or too many days.
            NotFound: nobody is called so.
        """
        check_rights(tuple(rights))
        if not label.strip() or len(label) > NAME_MAX or not 1 <= days <= TOKEN_DAYS_MAX:
            raise InvalidRequest(f"A token has a name, and ends within {TOKEN_DAYS_MAX} days")
        now, ticket = self._clock.now(), new_ticket()
        text = TOKEN_PREFIX + ticket.text
        async with self._store.begin() as conn:
            person = await self._get(conn, name)
            if missing := set(rights) - rights_of(person.role):
                raise InvalidRequest(f"{person.name} ({person.role}) does not hold the right {sorted(missing)[0]!r}")
            await table.save_api_token(
                conn, id=new_ticket().hash[:12], name=label.strip(), person_id=person.id, token_hash=hash_of(text),
                scopes=sorted(set(rights)), now=now, expires_at=now + timedelta(days=days),
            )  # fmt: skip
        return text

    async def bearer(self, text: str) -> Person | None:
        """Who shows an API token; None where it is unknown, over or ended."""
        if not text.startswith(TOKEN_PREFIX):
            return None
        now = self._clock.now()
        async with self._store.begin() as conn:
            row = await table.bearer(conn, hash_of(text), now)
            if row is None:
                return None
            if row.last_used_at is None or row.last_used_at < now - TOUCH_AFTER:
                await table.touch_token(conn, row.token_id, now)
        rights = rights_of(row.role) & set(row.scopes)
        return Person(row.id, row.name, row.role, _tuple(row.shop_ids), rights, row.token_id)

    async def tokens(self, name: str | None = None) -> list[TokenRow]:
        """API tokens of everybody, or of one person. Raises NotFound."""
        async with self._store.begin() as conn:
            return await table.api_tokens(conn, (await self._get(conn, name)).id if name else None)

    async def end_token(self, token_id: str, *, of: str | None = None) -> None:
        """End an API token, of anybody or of one person. Raises NotFound."""
        async with self._store.begin() as conn:
            person_id = (await self._get(conn, of)).id if of else None
            if not await table.end_api_token(conn, token_id, person_id, self._clock.now()):
                raise NotFound("There is no such token, or it has ended already")

    # --- beneath ---

    async def _begin(self, conn: Connection, person: PersonRow, now: datetime, instead_of: str | None) -> str:
        session = new_ticket()
        if instead_of:
            await table.end_session(conn, hash_of(instead_of))
        await table.save_token(conn, session.hash, "session", person.id, now, now + SESSION_LIFE)
        return session.text

    async def _get(self, conn: Connection, name: str) -> PersonRow:
        found = await table.named(conn, name)
        if found is None:
            raise NotFound(f"Nobody is called {name[:NAME_MAX]!r}", next_step="`shoplatch people list` says who there is.")
        return found

    async def _keep_an_owner(self, conn: Connection) -> None:
        if await table.hold_owners(conn) <= 1:
            raise Conflict("This is the last owner", next_step="Make somebody else an owner first.")


def _checked(name: str, role: str, shops: Sequence[str] | None) -> str:
    check_role(role)
    name = name.strip()
    if not name or len(name) > NAME_MAX or not name.isprintable():
        raise InvalidRequest(f"A name has 1 to {NAME_MAX} characters that can be seen")
    if shops is not None and (len(shops) > SHOPS_MAX or not all(shops)):
        raise InvalidRequest("The list of shops holds an empty id or is too long")
    if role == "owner" and shops is not None:
        raise InvalidRequest("An owner has every shop", next_step="Choose another role for a part of the shops.")
    return name


def address_in(text: str) -> str | None:
    """An address of mail as it is kept and compared; None for what is none."""
    found = text.strip().lower()
    before, _, behind = found.rpartition("@")
    good = before and "." in behind and len(found) <= EMAIL_MAX and found.isprintable() and not set(found) & set(" ,;<>")
    return found if good else None


def _address(email: str | None) -> str | None:
    if not email or not email.strip():
        return None
    found = address_in(email)
    if found is None:
        raise InvalidRequest(f"{email.strip()[:80]!r} is no address of mail", next_step="Give one like mei@example.com.")
    return found


def _email_taken(address: str) -> Conflict:
    return Conflict(f"Somebody here has the address {address} already", next_step="Take it from them first.")


def _shops(role: str, shops: Sequence[str] | None) -> list[str] | None:
    return None if shops is None or role == "owner" else sorted(set(shops))


def _tuple(shops: list[str] | None) -> tuple[str, ...] | None:
    return None if shops is None else tuple(shops)


def _too_many(until: datetime, now: datetime) -> RateLimited:
    wait_s = max(1.0, (until - now).total_seconds())
    return RateLimited(
        f"Too many sign-ins failed; try again in {wait_s:,.0f} s",
        retry_after_s=wait_s,
        next_step="A one-time link still works: `shoplatch sign-in`.",
    )
