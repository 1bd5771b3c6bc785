"""Consent, callback, health and figures."""

from __future__ import annotations

import httpx2
import pytest

from shoplatch.console import build
from tests.console.conftest import visitor
from tests.console.house import HouseOfTests
from tests.console.seeding import APP_KEY, Seeded


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("code=ROW_abc&state=made-up", "This consent cannot be finished"),
        ("state=", "This consent cannot be finished"),
    ],
)
async def test_a_callback_we_did_not_ask_for_is_refused_with_a_next_step(
    stranger: httpx2.AsyncClient, seeded: Seeded, query: str, title: str
) -> None:
    answer = await stranger.get(f"/oauth/callback?{query}")
    assert answer.status_code == 400
    assert title in answer.text
    assert "ROW_abc" not in answer.text, "a code is a secret"


async def test_a_refused_consent_says_that_the_seller_was_not_connected(owner: httpx2.AsyncClient, seeded: Seeded) -> None:
    started = await owner.post("/connections/consent", data={"app_key": APP_KEY})
    state = started.text.split("state=")[1].split('"')[0].split("&")[0]
    answer = await owner.get(f"/oauth/callback?code=null&error=auth_denied&state={state}")
    assert answer.status_code == 400
    assert "The seller was not connected" in answer.text


async def test_starting_a_consent_shows_a_link_instead_of_a_redirect(owner: httpx2.AsyncClient, seeded: Seeded) -> None:
    answer = await owner.post("/connections/consent", data={"app_key": APP_KEY})
    assert answer.status_code == 200
    assert "service_id=7470000000000000001" in answer.text
    assert "state=" in answer.text


async def test_a_platform_that_does_not_answer_leaves_the_seller_with_a_sentence(
    owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    started = await owner.post("/connections/consent", data={"app_key": APP_KEY})
    state = started.text.split("state=")[1].split('"')[0].split("&")[0]
    answer = await owner.get(f"/oauth/callback?code=ROW_abc&state={state}")
    assert answer.status_code == 503
    assert "Not connected yet" in answer.text


async def test_consent_for_an_app_we_do_not_have_is_not_found(owner: httpx2.AsyncClient) -> None:
    assert (await owner.post("/connections/consent", data={"app_key": "nobody"})).status_code == 404


async def test_health_asks_for_no_session_and_any_name(stranger: httpx2.AsyncClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert (await stranger.get(path, headers={"host": "10.0.0.7:8400"})).status_code == 200


async def test_not_ready_says_which_part_and_why(house: HouseOfTests, stranger: httpx2.AsyncClient) -> None:
    house.checks["database"] = "The database does not answer."
    answer = await stranger.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "checks": {"database": "The database does not answer.", "vault": "ok"}}


async def test_figures_are_for_this_machine_or_for_who_has_the_token(house: HouseOfTests, seeded: Seeded) -> None:
    async with visitor(build(house)) as near:
        answer = await near.get("/metrics")
        assert answer.status_code == 200
        assert "shoplatch_inbox_waiting 0.0" in answer.text
        assert 'shoplatch_webhook_answers_total{status="200"} 12.0' in answer.text
        proxied = await near.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"})
        assert proxied.status_code == 403
        token = {"x-forwarded-for": "203.0.113.9", "authorization": "Bearer " + "t" * 20}
        assert (await near.get("/metrics", headers=token)).status_code == 200
        wrong = {"authorization": "Bearer wrong"}
        assert (await near.get("/metrics", headers=wrong)).status_code == 403
