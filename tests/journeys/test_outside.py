"""Who knocks from another address: figures, control and pages stay shut, whatever the request says about itself."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys.outside import Outside, outside
from tests.journeys.platform import platform
from tests.journeys.simulated import simulator


@pytest.fixture
def far() -> Iterator[Outside]:
    with outside() as place:
        yield place


def lies(port: int) -> list[dict[str, str]]:
    """What somebody outside says to look as if they were here."""
    near = {"Host": f"127.0.0.1:{port}"}
    return [
        {},
        near,
        {"Host": f"localhost:{port}"},
        {**near, "X-Forwarded-For": "127.0.0.1"},
        {**near, "Forwarded": "for=127.0.0.1", "X-Real-IP": "127.0.0.1"},
        {**near, "Origin": f"http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"},
        {**near, "Authorization": "Bearer wrong", "X-Simulator-Token": "wrong"},
    ]


@pytest.mark.long
def test_figures_and_pages_answer_outside_only_with_the_token(tmp_path: Path, far: Outside) -> None:
    token = secrets.token_hex(16)
    with platform(tmp_path, SHOPLATCH_HOST="0.0.0.0", SHOPLATCH_METRICS_TOKEN=token) as house:
        port = int(urlsplit(house.url).port or 0)
        at = f"http://{far.host}:{port}"
        for headers in lies(port):
            status, text = far.ask(f"{at}/metrics", headers)
            assert status in (403, 421), (headers, text[:200])
            assert "shoplatch_inbox_waiting" not in text
            assert far.ask(f"{at}/orders", headers)[0] in (303, 421), headers
        near = {"Host": f"127.0.0.1:{port}"}
        assert "shoplatch_inbox_waiting" in far.ask(f"{at}/metrics", {**near, "Authorization": f"Bearer {token}"})[1]
        assert far.ask(f"{at}/healthz")[0] == 200, "a load balancer asks by address"
        assert far.at in house.log.read_text() or any(
            row["address"] == far.at for row in house.told("audit", "list", "--refused")
        ), "who knocked stands in the audit log"


@pytest.mark.long
def test_the_simulator_s_control_and_sites_answer_outside_only_with_the_token(tmp_path: Path, far: Outside) -> None:
    token = secrets.token_hex(16)
    (tmp_path / "token").write_text(token)
    arguments = ("--host", "0.0.0.0", "--control-token-file", str(tmp_path / "token"))
    with simulator(tmp_path, arguments=arguments) as sim:
        port = int(urlsplit(sim.url).port or 0)
        at = f"http://{far.host}:{port}"
        for headers in lies(port):
            for path in ("/_sim/truth", "/_sim/clock", "/partner/ROW", "/seller", "/_sim/requests"):
                status, text = far.ask(at + path, headers)
                assert status in (403, 404), (path, headers, text[:200])
            assert far.ask(f"{at}/_sim/reset", headers, "POST")[0] in (403, 404)
        assert far.ask(f"{at}/_sim/truth", {"X-Simulator-Token": token})[0] == 200
        assert far.ask(f"{at}/order/202309/orders/1")[0] != 403, "the simulated API is for whoever has keys"
        assert sim.truth()["orders"] == 0
