"""`people`, `audit`, `scopes` and `security` on the terminal, as an owner uses them: each command is a process."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.journeys.platform import environment_of
from tests.journeys.terminal import Said, staying

Run = Callable[..., Said]
pytestmark = pytest.mark.long


@pytest.fixture
def run(tmp_path: Path, database_url: str) -> Run:
    """Runs a command on an installation of its own; the exit code has to be the expected one."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    environment = environment_of(tmp_path / "home", SHOPLATCH_DATABASE_URL=database_url, SHOPLATCH_MASTER_KEY=key)

    def ask(*arguments: str, code: int = 0) -> Said:
        said = staying().ask(["--home", str(tmp_path / "home"), *arguments], environment, within_s=60)
        assert said.code == code, (arguments, said.code, said.out, said.err)
        return said

    return ask


def told(run: Run, *arguments: str, code: int = 0) -> Any:
    return json.loads(run(*arguments, "--json", code=code).out)


def test_people_come_change_sign_in_by_a_provider_s_account_and_leave_and_the_log_tells_it(
    run: Run, database_url: str
) -> None:
    added = told(run, "people", "add", "Mei", "--role", "operator", "--shop", "749", "--email", "Mei@Example.com")
    assert "/sign-in?token=" in added["url"]
    run("people", "add", "Mei", "--role", "operator", code=1)
    run("people", "add", "Lee", "--role", "emperor", code=2)
    run("people", "change", "Mei", "--role", "auditor")
    token = run("people", "token", "Mei", "--name", "nightly", "--right", "look").out.strip()
    assert token.startswith("slt_")
    (listed,) = told(run, "people", "tokens")
    assert (listed["name"], listed["scopes"]) == ("nightly", ["look"])
    assert token not in json.dumps(listed)
    people = {one["name"]: one for one in told(run, "people", "list")}
    assert (people["Mei"]["role"], people["Mei"]["shop_ids"], people["Mei"]["email"]) == ("auditor", None, "mei@example.com")
    assert told(run, "people", "provider", code=1)["issuer"] == "none is set"
    run("people", "account", "Mei", code=2)
    run("people", "account", "Mei", "--unlink")
    run("people", "end", "owner", code=1)
    run("people", "end", "Mei")
    assert "left" in run("people", "list").out
    acts = [row["act"] for row in told(run, "audit", "list")]
    assert acts == ["people.end", "people.unlinked", "token.made", "people.changed", "people.added"]
    assert [row["subject"] for row in told(run, "audit", "list", "--act", "token")] == ["nightly"]
    assert told(run, "audit", "list", "--refused") == []
    head = told(run, "audit", "verify")["head"]
    assert told(run, "audit", "verify", "--head", head)["ok"]
    with psycopg.connect(database_url, autocommit=True) as conn:
        conn.execute("UPDATE audit_log SET detail = 'owner, every shop' WHERE n = 2")
    broken = told(run, "audit", "verify", code=1)
    assert (broken["ok"], broken["broken_at"]) == (False, 2)
    assert "broken at row 2" in run("audit", "verify", code=1).err


def test_a_security_review_is_kept_and_a_code_base_is_held_to_its_scopes(run: Run, tmp_path: Path) -> None:
    looked = told(run, "security", "review", "--look")
    assert looked["before"].startswith("never reviewed")
    assert {one["area"] for one in looked["findings"]} >= {"People"} or looked["findings"]
    run("security", "review")
    assert "last reviewed" in told(run, "security", "review", "--look")["before"]
    assert "0 shops" in run("scopes").out or run("scopes").out
    (tmp_path / "app.py").write_text('client.call("order.get_order_list")\n')
    code = ("scopes", "--code", str(tmp_path / "app.py"), "--check")
    enough = told(run, *code, "--granted", "seller.order.info")
    assert enough
    run(*code, "--granted", "seller.product.basic", code=1)
    run(*code, "--granted", "seller.order.info,seller.finance.info", code=1)
