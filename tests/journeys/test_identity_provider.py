"""People sign in at a certified OpenID provider of other people over HTTP: linked, refused, by role, over new keys."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx2
import pytest

from tests.journeys.platform import Running, platform
from tests.journeys.simulated import eventually

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js is not on this machine"),
]
SCRIPT = Path(__file__).parent / "node" / "provider.mjs"
PROVIDER = "oidc-provider@9.13.3"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the script and the provider beside it."""
    folder = tmp_path_factory.mktemp("provider")
    shutil.copy(SCRIPT, folder)
    (folder / "package.json").write_text('{"private": true}')
    wanted = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", PROVIDER]
    done = subprocess.run(wanted, cwd=folder, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        pytest.skip(f"the provider could not be installed: {done.stderr[-300:]}")
    return folder


@contextmanager
def running(folder: Path, port: int, callback: str, secret: str) -> Iterator[str]:
    """The provider, until the end; its issuer."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["node", SCRIPT.name, str(port), callback, secret], cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            issuer = f"http://127.0.0.1:{port}"
            eventually(lambda: issuer in (folder / "log").read_text(), within_s=60, every_s=0.1)
            yield issuer
        finally:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def walk(house: Running, account: str, browser: httpx2.Client) -> httpx2.Response:
    """A browser signs in there as `account`, filling each form it is shown; the console's answer at the way back."""
    answer, steps = browser.get(f"{house.url}/sign-in/provider?next=/orders"), 0
    while steps < 12:
        steps += 1
        if answer.request.url.path == "/sign-in/provider/callback":
            return answer
        if answer.is_redirect:
            answer = browser.get(urljoin(str(answer.request.url), answer.headers["location"]))
            continue
        action = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
        assert action is not None, answer.text[:500]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
        wanted = {**fields, "login": account, "password": "anything"} if 'name="login"' in answer.text else fields
        answer = browser.post(urljoin(str(answer.request.url), action[1]), data=wanted)
    raise AssertionError("the sign-in did not come to an end")


def test_people_sign_in_at_a_real_provider(tmp_path: Path, installed: Path) -> None:
    port, secret = free_port(), "canary" + secrets.token_hex(16)
    settings = {
        "ISSUER": f"http://127.0.0.1:{port}", "CLIENT_ID": "shoplatch", "CLIENT_SECRET": secret, "NAME": "Example",
        "SCOPES": "openid email profile groups", "ROLE_CLAIM": "groups", "ROLES": "shop-ops=operator,auditors=auditor",
        "CREATE": "no-shops",
    }  # fmt: skip
    environment = {f"SHOPLATCH_OIDC_{name}": value for name, value in settings.items()}
    with platform(tmp_path, **environment) as house:
        house.shoplatch("people", "add", "Mei", "--role", "analyst", "--email", "mei@example.com")
        with running(installed, port, f"{house.url}/sign-in/provider/callback", secret) as issuer:
            shown = house.told("people", "provider")
            assert shown["answers"]
            assert shown["issuer"] == issuer
            with httpx2.Client() as browser:
                assert walk(house, "mei", browser).headers["location"] == "/orders"
                orders = browser.get(f"{house.url}/orders")
                assert "Mei" in orders.text
            with httpx2.Client() as browser:  # the same address, which the provider did not verify
                refused = walk(house, "eve", browser)
                assert refused.status_code == 403
                assert "holds no role" in refused.text
            with httpx2.Client() as browser:  # unknown here, and let in with the role of the claim
                assert walk(house, "lee", browser).status_code == 303
            assert httpx2.post(f"{issuer}/_rotate").text == "rotated"
            # a key that is not known is asked for at most once a minute
            deadline = time.monotonic() + 90
            while True:
                with httpx2.Client() as browser:
                    after = walk(house, "mei", browser)
                if after.status_code == 303 or time.monotonic() > deadline:
                    break
                assert "no key of the provider" in after.text
                time.sleep(5)
            assert after.status_code == 303, after.text[:800]
        people = {one["name"]: one for one in house.told("people", "list")}
        assert (people["Mei"]["role"], people["Mei"]["account"]) == ("operator", "mei")
        assert (people["Lee"]["role"], people["Lee"]["shop_ids"]) == ("auditor", [])
        assert house.told("audit", "verify")["ok"]
        said = json.dumps(house.told("audit", "list")) + house.log.read_text() + json.dumps(shown)
        assert secret not in said
