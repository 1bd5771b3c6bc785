"""The setup guide against the simulated TikTok Shop: all eight steps really happen, and what goes wrong says what to do."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import AsyncIterator

import pytest

from shoplatch.accounts.guide import facts
from shoplatch.console.desk import Ask, Desk
from shoplatch.console.pages.setup import setup
from shoplatch.store.engine import Store
from tests.console.conftest import NOW
from tests.console.town import CONSOLE, SIMULATOR, Running, Town, town_on

PDF = base64.b64encode(b"%PDF-1.4\n" + b"% a scan\n" * 100 + b"%%EOF\n").decode()


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Town]:
    async with town_on(store, Running(NOW)) as made:
        yield made


async def begin(town: Town, market: str = "US", **more: str) -> None:
    fields = {
        "kind": "seller_developer",
        "market": market,
        "app_type": "custom",
        "place": "simulator",
        "simulator": SIMULATOR,
    }
    answer = await town.send("/setup/path", **{**fields, **more})
    assert answer.status_code == 303, answer.text


async def test_nothing_chosen_yet_shows_the_choice_of_a_path(town: Town) -> None:
    text = await town.page("/setup")
    for word in ("Seller developer", "App developer (ISV)", "United Kingdom", "Public", "The simulator"):
        assert word in text


async def test_a_seller_developer_may_not_choose_a_public_app(town: Town) -> None:
    answer = await town.send("/setup/path", kind="seller_developer", market="US", app_type="public", place="production")
    assert answer.status_code == 422
    assert "Seller developers make custom apps only" in answer.text


async def test_a_path_begins_with_the_first_step_and_the_others_locked(town: Town) -> None:
    await begin(town)
    text = await town.page("/setup")
    assert "0 of 8 done" in text
    assert "/partner-center/us" in text
    assert (await town.state("verification"))[0] == "locked"
    refused = await town.send("/setup/credentials/key", app_key="6abc12def", app_secret="a" * 40, service_id="7" * 19)
    assert refused.status_code == 422
    assert "comes after step" in refused.text


async def test_registering_on_the_wrong_site_explains_itself(town: Town) -> None:
    await begin(town, "US")
    await town.control(
        "partner/developers",
        {"portal": "row", "kind": "isv", "company": "Lost Ltd", "email": "it@lost.example", "country": "GB"},
    )
    await town.page("/setup/account")
    state, summary = await town.state("account")
    assert state == "problem"
    assert "another site" in summary


async def test_changing_the_path_forgets_what_was_found(town: Town) -> None:
    await begin(town)
    await register(town)
    await town.page("/setup/account")
    assert (await town.state("account"))[0] == "done"
    await begin(town, "UK")
    assert (await town.state("account"))[0] == "open"


async def register(town: Town) -> str:
    shop = next(shop for shop in town.world.shops.values() if shop.region == "US")
    made = await town.control("partner/developers", {"portal": "us", "kind": "seller_developer", "shop_id": shop.id})
    return str(made["id"])


async def verified(town: Town, developer: str) -> None:
    one = f"partner/developers/{developer}"
    for kind in ("business_registration", "identity_document"):
        paper = {"kind": kind, "file_name": f"{kind}.pdf", "content_base64": PDF}
        await town.control(f"{one}/documents", paper)
    await town.control(f"{one}/submit", {})


async def test_all_eight_steps_happen_with_a_rejected_document_a_refused_scope_a_wrong_secret_and_a_refusal(
    town: Town,
) -> None:
    await begin(town)
    developer = await register(town)
    one = f"partner/developers/{developer}"
    assert "registered" in await town.page("/setup/account")
    await verified(town, developer)
    assert "In review" in await town.page("/setup/verification")
    paper = next(iter((await town.control(one))["verification"]["documents"]))["id"]
    await town.control(f"{one}/review", {"decision": "reject", "reason": "the name is cut off", "documents": [paper]})
    text = await town.page("/setup/verification")
    assert "A document was rejected" in text
    assert "the name is cut off" in text
    await verified(town, developer)
    await town.control(f"{one}/review", {"decision": "approve"})
    assert "Documents accepted" in await town.page("/setup/verification")
    await town.control(f"{one}/api-access", {})
    await town.page("/setup/api_access")
    await town.control(f"{one}/api-access/review", {"decision": "approve"})
    assert "API access granted" in await town.page("/setup/api_access")
    app = await town.control(f"{one}/apps", {"name": "Nori ERP", "market": "US", "category": "erp"})
    key, here = app["app_key"], f"{one}/apps/{app['app_key']}"
    assert "has no Redirect URL yet" in await town.page("/setup/app")
    await town.control(
        here, {"redirect_url": f"{CONSOLE}/oauth/callback", "webhook_url": f"{CONSOLE}/webhooks/tiktok/{key}"}
    )
    await town.page("/setup/app")
    assert (await town.state("app"))[0] == "done"
    await apply_for_scopes(town, here)
    await enter_the_key(town, here)
    await authorize(town)
    await send_ok(town, "/setup/test/check")
    text = await town.page("/setup/test")
    assert "A webhook came all the way" in text
    status = await town.house.guide.status()
    assert status.complete, [(s.step.id, s.state, s.summary) for s in status.steps]
    assert "8 of 8 done" in text


async def apply_for_scopes(town: Town, here: str) -> None:
    from shoplatch.accounts.permissions import needed_here

    wanted = list(needed_here().scopes)
    told = await town.control(f"{here}/scopes", {"scopes": wanted, "purpose": "We ship our own orders from our own system."})
    waiting = [one["scope"] for one in told["scopes"] if one["state"] == "in_review"]
    for scope in waiting:
        assert "in review" in await town.page("/setup/permissions")
        await town.control(f"{here}/scopes/review", {"scope": scope, "decision": "refuse", "reason": "say what for"})
        assert "say what for" in await town.page("/setup/permissions")
        await town.control(f"{here}/scopes", {"scopes": [scope], "purpose": "To ship paid orders within a day."})
        await town.control(f"{here}/scopes/review", {"scope": scope, "decision": "approve"})
    assert waiting, "one scope of ours is reviewed"
    text = await town.page("/setup/permissions")
    assert f"{len(wanted)} granted" in text
    assert "is a draft" in text
    await town.control(f"{here}/publish", {})
    assert "is published" in await town.page("/setup/permissions")


async def enter_the_key(town: Town, here: str) -> None:
    shown = await town.control(f"{here}/secret")
    key, secret, service = shown["app_key"], shown["app_secret"], shown["service_id"]
    swapped = await town.send("/setup/credentials/key", app_key=secret, app_secret=key, service_id=service)
    assert "swapped" in swapped.text
    wrong = await town.send("/setup/credentials/key", app_key=key, app_secret="0" * len(secret), service_id=service)
    assert wrong.status_code == 422
    assert "knows this key but refuses the secret" in wrong.text
    assert "106001" in wrong.text
    assert "0" * len(secret) not in wrong.text, "a secret is not shown again, not even a wrong one"
    assert await town.house.accounts.apps() == [], "a wrong secret is kept nowhere"
    unknown = await town.send("/setup/credentials/key", app_key="6zzz99zzz9", app_secret=secret, service_id=service)
    assert "does not know this key" in unknown.text
    right = await town.send("/setup/credentials/key", app_key=key, app_secret=secret, service_id=service)
    assert right.status_code == 303, right.text
    assert "fingerprint" in await town.page("/setup/credentials")


async def authorize(town: Town) -> None:
    await send_ok(town, "/setup/authentication/check")
    text = await town.page("/setup/authentication")
    assert "leads to this installation" in text
    assert "refused by our own door" in text
    app = (await town.house.accounts.apps())[0].app_key
    refused = await town.consent((await town.send("/connections/consent", app_key=app)).text, approve=False)
    assert "The seller was not connected" in refused.text
    assert "Nobody has come back yet" in await town.page("/setup/authentication")
    back = await town.consent((await town.send("/connections/consent", app_key=app)).text)
    assert back.status_code == 200, back.text
    assert "is connected" in await town.page("/setup/authentication")


async def send_ok(town: Town, path: str, **fields: str) -> None:
    answer = await town.send(path, **fields)
    assert answer.status_code == 303, answer.text


async def test_on_production_a_person_notes_what_no_machine_can_see_and_may_take_it_back(town: Town) -> None:
    await begin(town, place="production")
    await send_ok(town, "/setup/account/note", note="Nori Ltd", dated="2026-11-03", file_name="letter.pdf")
    assert await town.state("account") == ("done", "Nori Ltd, 3 Nov")
    assert (await town.state("verification"))[0] == "open"
    future = await town.send("/setup/verification/note", note="soon", dated="2027-01-01")
    assert future.status_code == 422
    assert "lies in the future" in future.text
    assert (await town.send("/setup/verification/note")).status_code == 422
    await send_ok(town, "/setup/account/unnote")
    assert (await town.state("verification"))[0] == "locked"
    log = await town.house.accounts.audit.read()
    assert [row.act for row in log][:2] == ["setup.unmarked", "setup.marked"]


async def test_who_brings_a_key_begins_at_step_six(town: Town) -> None:
    await begin(town, has_app="1", place="production")
    assert (await town.house.guide.status()).steps[5].state == "open"


async def test_the_pack_for_a_reviewer_holds_scopes_reasons_and_answers(town: Town) -> None:
    await begin(town)
    await send_ok(town, "/setup/report/purpose", purpose="We ship our own orders.")
    answer = await town.person.get(f"{CONSOLE}/setup/report/evidence.zip")
    assert answer.headers["content-disposition"] == "attachment; filename=evidence.zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        texts = {name: file.read(name).decode() for name in file.namelist()}
    assert "We ship our own orders." in texts["evidence/1-what-the-app-does.md"]
    assert "`seller.order.info`" in texts["evidence/2-scopes-and-reasons.md"]
    assert "AES-256-GCM" in texts["evidence/3-data-protection.md"]
    assert "Setup report" in texts["evidence/report.html"]
    assert "8" in await town.page("/setup/report")


async def test_the_changing_parts_of_every_step_can_be_sent_alone(town: Town) -> None:
    await begin(town)
    desk = Desk(town.house)
    for step in facts.step_ids():
        ask = Ask(f"/setup/{step}", {"step": step}, {}, None)
        parts = desk.fragments(await setup(desk, ask), ask)
        assert "8 done" in parts["live_steps"]
        assert "checks" in parts["live_checks"]
