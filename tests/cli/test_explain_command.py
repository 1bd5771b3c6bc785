"""`shoplatch explain` with a caught call or webhook, from a file or the standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.client import signing
from shoplatch.errors import InvalidRequest

SECRET = "0f3b9a7c5d2e4f60819aexamplesecret77"
PATH = "/order/202309/orders/search"
PAIRS = [("app_key", "6f9k2mexample"), ("shop_cipher", "GCP_x"), ("timestamp", "1767225600")]


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(build(COMMANDS), ["explain", *arguments], input=given)


def curl(sign: str, body: str = '{"order_status":"UNPAID"}') -> str:
    query = "&".join(f"{name}={value}" for name, value in PAIRS)
    return f"curl -X POST 'https://h{PATH}?{query}&sign={sign}' -H 'content-type: application/json' --data-raw '{body}'"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET + "\n")
    return str(file)


def test_a_right_call_ends_well(secret: str) -> None:
    sign = signing.sign(PATH, PAIRS, b'{"order_status":"UNPAID"}', SECRET)
    outcome = run("-", "--secret-file", secret, given=curl(sign))
    assert outcome.exit_code == 0
    assert "The signature is right" in outcome.output


def test_a_wrong_call_is_named_with_both_strings_and_ends_with_one(secret: str, tmp_path: Path) -> None:
    caught = tmp_path / "call.txt"
    caught.write_text(curl(signing.sign(PATH, PAIRS, b'{"order_status": "UNPAID"}', SECRET)))
    outcome = run(str(caught), "--secret-file", secret)
    assert outcome.exit_code == 1
    assert "body reserialised" in outcome.output
    assert "first difference" in outcome.output
    assert SECRET not in outcome.output


def test_the_finding_as_json_is_one_line(secret: str) -> None:
    outcome = run("-", "--secret-file", secret, "--json", given=curl("0" * 64))
    told = json.loads(outcome.output)
    assert [one["kind"] for one in told["mistakes"]] == ["wrong_secret"]
    assert told["right"] is False
    assert SECRET not in outcome.output


def test_without_a_secret_it_says_that_the_signature_was_not_judged() -> None:
    outcome = run("-", given=curl("0" * 64))
    assert outcome.exit_code == 0
    assert "was not judged" in outcome.output
    assert f"<app secret>{PATH}app_key" in outcome.output.replace("\n", "").replace(" ", "").replace(
        "<appsecret>", "<app secret>"
    )


def test_a_webhook_needs_its_app_and_is_judged_by_it(secret: str, tmp_path: Path) -> None:
    body = tmp_path / "body.json"
    body.write_bytes(b'{"type": 1}')
    given = signing.webhook_signature("6f9k2mexample", b'{"type":1}', SECRET)
    assert isinstance(run(str(body), "--webhook", given, "--secret-file", secret).exception, InvalidRequest)
    outcome = run(str(body), "--webhook", given, "--app", "6f9k2mexample", "--secret-file", secret)
    assert outcome.exit_code == 1
    assert "body reserialised" in outcome.output
    assert "raw bytes" in outcome.output


def test_a_simulators_ready_file_gives_the_secret(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    ready.write_text(json.dumps({"app_key": "6f9k2mexample", "app_secret": SECRET}))
    sign = signing.sign(PATH, PAIRS, b'{"order_status":"UNPAID"}', SECRET)
    assert run("-", "--ready-file", str(ready), given=curl(sign)).exit_code == 0
    ready.write_text("[]")
    assert isinstance(run("-", "--ready-file", str(ready), given=curl(sign)).exception, InvalidRequest)
