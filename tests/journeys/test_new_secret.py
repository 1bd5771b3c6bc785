"""An app's secret is replaced in Partner Center while the platform serves: calls and webhooks go on, under old and new."""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, eventually, simulator

pytestmark = pytest.mark.long


def door(here: Running, app_key: str, secret: str, number: int) -> int:
    """Post a webhook that is signed with this secret; what the door answers."""
    body = json.dumps({"type": 1, "shop_id": "1", "timestamp": 1, "data": {}, "tts_notification_id": f"n{number}"}).encode()
    signed = hmac.new(secret.encode(), app_key.encode() + body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(f"{here.url}/webhooks/tiktok/{app_key}", body, {"authorization": signed})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def rotated(there: Simulator, app_key: str) -> str:
    """Somebody presses the button in the simulated Partner Center; the new secret."""
    for developer in there.get("partner/developers")["developers"]:
        if app_key in [one["app_key"] for one in developer["apps"]]:
            return str(there.post(f"partner/developers/{developer['id']}/apps/{app_key}/secret")["app_secret"])
    raise AssertionError(f"nobody has the app {app_key}")


def test_a_secret_is_replaced_with_an_overlap(tmp_path: Path) -> None:
    quick = {"SHOPLATCH_INCREMENTAL_S": "600", "SHOPLATCH_RECONCILE_S": "3600"}
    with simulator(tmp_path, world="demo", seed=21) as there, platform(tmp_path, **quick) as here:
        here.connect(there, tmp_path / "ready-demo-21.json")
        app_key, old = there.ready["app_key"], there.ready["app_secret"]
        there.post("switches", {"replaced_app_secret_grace_s": 3_600})
        assert door(here, app_key, old, 1) == 200
        new = rotated(there, app_key)
        assert new != old
        assert here.shoplatch("call", "authorization.get_authorized_shops").returncode == 0, "the old one works for a while"
        assert door(here, app_key, new, 2) == 401, "nobody told us yet"
        (tmp_path / "secret").write_text(new)
        here.shoplatch("apps", "rotate-secret", app_key, "--overlap", "24", "--secret-file", str(tmp_path / "secret"))
        eventually(lambda: door(here, app_key, new, 3) == 200, within_s=60, every_s=1)
        assert door(here, app_key, old, 4) == 200, "both count during the overlap"
        before = len(here.orders())
        for _ in range(3):
            there.post("orders")
        eventually(lambda: len(here.orders()) == before + 3, within_s=60, every_s=1)  # by webhooks: nothing else looks
        there.post("switches", {"replaced_app_secret_grace_s": 0})
        there.post("clock", {"advance_s": 3_601})  # over there the old one is dead now
        assert here.shoplatch("call", "authorization.get_authorized_shops").returncode == 0
        assert not {"106001", "36004004"} & {str(code) for code in there.truth()["requests_by_code"]}
        here.shoplatch("apps", "retire", app_key)
        eventually(lambda: door(here, app_key, old, 5) == 401, within_s=60, every_s=1)
        assert door(here, app_key, new, 6) == 200
        acts = [row["act"] for row in here.told("audit", "list", "--act", "apps")]
        assert "apps.rotate-secret" in acts
        said = here.log.read_text() + json.dumps(here.told("audit", "list")) + json.dumps(here.told("apps", "list"))
        assert old not in said
        assert new not in said
