"""Every operation of an outside client is answered so that it parses, and the published table says no more than is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs/reference/compatibility.md"


def published() -> tuple[int, int, int]:
    """Operations, those whose model has a field, and those of them that gave one."""
    text = PAGE.read_text("utf-8")
    operations = re.search(r"of (\d+) operations: the answer was parsed", text)
    fields = re.search(r"- (\d+) of (\d+) operations whose model has a field", text)
    assert operations
    assert fields
    return int(operations[1]), int(fields[2]), int(fields[1])


def test_the_table_is_published_and_adds_up() -> None:
    operations, with_model, came = published()
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert len(rows) == operations
    assert came == with_model <= operations
    assert [row for row in rows if "refused with" in row] == []


@pytest.mark.long
def test_every_operation_of_that_client_parses_and_gives_what_is_published() -> None:
    from tests.simulator.proofs.outside_client import Outside

    outside = Outside()
    outcomes = [outside.outcome(operation) for operation in outside.operations()]
    operations, with_model, came = published()
    assert len(outcomes) == operations
    assert [one for one in outcomes if not one.parsed] == []
    assert [one for one in outcomes if one.refused] == []
    assert sum(one.has_fields for one in outcomes) == with_model
    assert sum(bool(one.field) for one in outcomes) == came
