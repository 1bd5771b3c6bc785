"""A client with TikTok's hosts written into its code reaches the simulator, and the proxy leads nowhere else."""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.journeys.simulated import Simulator, simulator

SHOPS = "/authorization/202309/shops"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    folder = tmp_path_factory.mktemp("redirect")
    with simulator(folder, arguments=("--redirect", str(folder / "tls"), "--redirect-port", "0")) as running:
        yield running


def get(desk: Simulator, url: str, *, trusting: bool = True) -> Any:
    ready = desk.ready
    context = ssl.create_default_context(cafile=ready["ca_file"] if trusting else None)
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"https": ready["https_proxy"]}), urllib.request.HTTPSHandler(context=context)
    )
    with opener.open(
        urllib.request.Request(url, headers={"x-tts-access-token": ready["access_token"]}), timeout=20
    ) as answer:
        return json.load(answer)


def signed(desk: Simulator, host: str) -> str:
    ready = desk.ready
    asked = {"app_key": ready["app_key"], "timestamp": str(int(time.time()))}
    secret = ready["app_secret"].encode()
    message = secret + SHOPS.encode() + "".join(name + asked[name] for name in sorted(asked)).encode() + secret
    sign = hmac.new(secret, message, hashlib.sha256).hexdigest()
    return f"https://{host}{SHOPS}?{urlencode({**asked, 'sign': sign})}"


def test_tiktoks_own_host_answers_from_the_simulator(desk: Simulator) -> None:
    told = get(desk, signed(desk, "open-api.tiktokglobalshop.com"))
    assert {shop["id"] for shop in told["data"]["shops"]} == {shop["id"] for shop in desk.ready["shops"]}
    wrong = get(desk, "https://auth.tiktok-shops.com/api/v2/token/get?app_key=" + desk.ready["app_key"] + "&app_secret="
                + desk.ready["app_secret"] + "&auth_code=x&grant_type=authorized_code")  # fmt: skip
    assert wrong["code"] == 36004004


def test_it_leads_nowhere_else_and_nobody_trusts_it_by_accident(desk: Simulator) -> None:
    with pytest.raises(urllib.error.URLError, match="403"):
        get(desk, "https://example.com/")
    with pytest.raises(urllib.error.URLError, match="certificate verify failed"):
        get(desk, signed(desk, "open-api.tiktokglobalshop.com"), trusting=False)


def test_the_server_key_is_for_its_owner_alone(desk: Simulator) -> None:
    folder = Path(desk.ready["ca_file"]).parent
    assert (folder / "server.pem").stat().st_mode & 0o077 == 0
    assert b"PRIVATE" not in (folder / "ca.pem").read_bytes()
