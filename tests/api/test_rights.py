"""Which token opens what: every route with every right, and somebody else's shop on every route that names one."""

from __future__ import annotations

from datetime import timedelta

from shoplatch.accounts.roles import RIGHTS, ROLES
from shoplatch.clock import SetClock
from tests.api.conftest import caller, token_of
from tests.api.house import Estate
from tests.api.routes import Route, ask
from tests.console.seeding import GB, US
from tests.store.shops import settled


async def test_every_route_is_opened_by_its_rights_and_by_nothing_less(estate: Estate, every_route: list[Route]) -> None:
    assert len(every_route) > 120
    assert [route.path for route in every_route if route.rights is None] == []
    wrong = []
    for left in RIGHTS:
        rights = [right for right in RIGHTS if right != left]
        async with caller(estate, await token_of(estate, "owner", rights)) as client:
            for route in every_route:
                if left not in (route.rights or ()):
                    continue
                status = (await ask(client, route)).status_code
                if status != 403:
                    wrong.append(f"without {left}: {route.method} {route.path}: {status}")
    assert wrong == []


async def test_a_token_opens_no_more_than_the_role_of_its_owner_now(estate: Estate, every_route: list[Route]) -> None:
    for role in ROLES:
        token = await token_of(estate, role, sorted(ROLES[role]))
        async with caller(estate, token) as client:
            for route in (one for one in every_route if set(one.rights or ()) != {"look"}):
                status = (await ask(client, route)).status_code
                assert (status == 403) is not set(route.rights or ()).issubset(ROLES[role]), (role, route, status)
    token = await token_of(estate, "operator", ["look", "work"])
    people = await estate.accounts.people.all()
    name = next(one.name for one in people if one.name.startswith("operator ") and one.ended_at is None)
    named = (await estate.accounts.people.bearer(token)).name  # type: ignore[union-attr]
    assert name.startswith("operator")
    async with caller(estate, token) as client:
        assert (await client.post(f"/api/shops/{GB}/sync/read")).status_code == 202
        await estate.accounts.people.change(named, "analyst", None)
        assert (await client.post(f"/api/shops/{GB}/sync/read")).status_code == 403


async def test_no_token_a_foreign_one_one_that_ended_and_one_that_is_over_open_nothing(
    estate: Estate, clock: SetClock, every_route: list[Route]
) -> None:
    over = await token_of(estate, "owner", ["look"], days=1)
    ended = await token_of(estate, "owner", ["look"], days=30)
    await estate.accounts.people.end_token(next(one.id for one in await estate.accounts.people.tokens()
                                                if one.expires_at > clock.now() + timedelta(days=2)))  # fmt: skip
    async with caller(estate, over) as client:
        assert (await client.get("/api/shops")).status_code == 200
    clock.advance(86_401)
    for token in ("", "slt_" + "x" * 43, over, ended):
        async with caller(estate, token) as client:
            for route in every_route if not token else every_route[:3]:
                answer = await ask(client, route)
                assert answer.status_code == 401, (route, answer.status_code)
                assert answer.headers["www-authenticate"].startswith("Bearer")
                assert answer.json()["next_step"]


async def test_a_session_of_the_console_opens_nothing_here(estate: Estate) -> None:
    session = await estate.accounts.people.redeem(await estate.accounts.people.issue_link())
    async with caller(estate) as client:
        answer = await client.get("/api/shops", headers={"cookie": f"shoplatch_8400={session}"})
    assert answer.status_code == 401


async def test_no_route_tells_of_a_shop_that_was_not_granted(estate: Estate, every_route: list[Route]) -> None:
    await settled(estate.store)
    async with caller(estate, await token_of(estate, "operator", ["look", "work"], [GB])) as client:
        for route in every_route:
            if "shop" in route.parameters:
                params = {} if "{shop}" in route.path else {"shop": US}
                answer = await ask(client, route, at=US, **params)
                assert answer.status_code in (403, 404), (route, answer.status_code, answer.text[:300])
            if route.method == "GET" and "{" not in route.path:
                answer = await ask(client, route, **({"limit": "200"} if "limit" in route.parameters else {}))
                assert answer.status_code in (200, 403), (route, answer.text[:300])
                assert US not in answer.text, route
        rows = (await client.get("/api/changes", params={"limit": 5_000})).json()["rows"]
        assert {row["shop_id"] for row in rows} == {GB}


async def test_what_is_sealed_of_a_person_is_opened_with_the_right_a_reason_and_a_line_in_the_log(estate: Estate) -> None:
    text = '{"recipient_address": {"name": "Ada Example"}}'
    async with estate.store.raw() as conn:
        row = await (await conn.execute("SELECT id FROM orders WHERE shop_id = %s LIMIT 1", [GB])).fetchone()
        assert row is not None
        order = row[0]
        sealed = estate.vault.seal(text, owner=f"{GB}/{order}", field="recipient")
        await conn.execute("DELETE FROM order_recipients WHERE shop_id = %s AND order_id = %s", [GB, order])
        await conn.execute("INSERT INTO order_recipients VALUES (%s, %s, %s, false, now())", [GB, order, sealed])
    address, reason = f"/api/personal/order_recipients/{GB}/{order}", "The parcel came back to us"
    async with caller(estate, await token_of(estate, "owner", ["look", "personal"])) as client:
        assert (await client.post(address, json={"reason": "  "})).status_code == 422
        assert (await client.post(address)).status_code == 422
        found = await client.post(address, json={"reason": reason})
        assert found.json()["personal"]["recipient_address"]["name"] == "Ada Example"
    line = (await estate.accounts.audit.read(act="personal"))[0]
    assert (line.act, line.detail) == ("personal.open", reason)
    assert order in line.subject
    async with caller(estate, await token_of(estate, "operator", ["look", "work"])) as client:
        assert (await client.post(address, json={"reason": reason})).status_code == 403


async def test_a_token_with_every_right_opens_every_route_and_no_answer_has_a_secret_or_a_person(
    estate: Estate, every_route: list[Route]
) -> None:
    async with estate.store.raw() as conn:
        await conn.execute("UPDATE orders SET buyer_user_id = 'canary-buyer'")
        await conn.execute("UPDATE conversations SET buyer_user_id = 'canary-buyer'")
        await conn.execute("UPDATE messages SET im_user_id = 'canary-buyer'")
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        for route in every_route:
            answer = await ask(client, route)
            assert answer.status_code in (200, 201, 202, 404, 409), (route, answer.status_code, answer.text[:300])
            for secret in ("canary-buyer", "cipher-", "c" * 40):
                assert secret not in answer.text, (route, secret)
