"""What the supervisor makes of a child that ended: wrong settings stop everything at the first start, and only then."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shoplatch.errors import Unreachable
from shoplatch.serve.supervise import Child
from shoplatch.store.address import try_once


@pytest.mark.parametrize(
    ("starts", "code", "hopeless"), [(1, 2, True), (2, 2, False), (1, 4, False), (1, 1, False), (1, -9, False)]
)
def test_only_settings_that_never_worked_are_hopeless(starts: int, code: int, hopeless: bool) -> None:
    assert Child("worker", starts=starts).is_hopeless(code) is hopeless


def test_nobody_at_the_database_s_address_is_not_reachable_and_the_password_is_not_said() -> None:
    with pytest.raises(Unreachable) as told:
        try_once("postgresql://u:hunter2@/x?host=/nowhere/at/all")
    assert "hunter2" not in str(told.value)
    assert "Look whether it runs" in str(told.value)


def test_a_database_that_answers_is_fine(database_url: str) -> None:
    try_once(database_url)


def test_the_supervisor_stays_small() -> None:
    """It outlives its children, so it loads the driver and nothing that speaks to tables or serves pages."""
    asked = (
        "import sys, shoplatch.serve.supervise; print(*{'sqlalchemy', 'fastapi', 'uvicorn', 'alembic'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []
