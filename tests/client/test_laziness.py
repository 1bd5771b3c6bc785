"""What is cheap to import stays cheap: a webhook door must not pay for connections it never opens."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import shoplatch.client


def loaded_by(statement: str) -> set[str]:
    source = f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(ran.stdout))


def test_verifying_a_webhook_needs_no_client() -> None:
    loaded = loaded_by("from shoplatch.client.signing import webhook_is_genuine")
    assert {"httpx2", "msgspec", "asyncio", "shoplatch.transport", "shoplatch.catalog.reader"} & loaded == set()


@pytest.mark.parametrize("name", ["Client", "AsyncClient"])
def test_making_a_client_loads_no_http_library(name: str) -> None:
    loaded = loaded_by(f"from shoplatch.client import {name}; {name}('key', 'secret', 'token')")
    assert {"httpx2", "ssl"} & loaded <= ({"ssl"} if name == "AsyncClient" else set())


@pytest.mark.parametrize("name", shoplatch.client.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(shoplatch.client, name).__name__ == name


def test_a_name_that_is_not_there_is_said_so() -> None:
    with pytest.raises(AttributeError, match="Clientt"):
        _ = shoplatch.client.Clientt
