"""Every operation of an outside client is answered so that it parses, and the published table says no more than is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shoplatch.catalog import reader

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
    assert came <= with_model <= operations
    assert sum("refused with" in row for row in rows) >= with_model - came


# Codes that stand in an official example and in no list of errors.
ONLY_IN_EXAMPLES = {"36002005", "12052387", "12052407", "10007014", "32002021"}


def unlisted(code: str) -> bool:
    return code == "0" or reader.error(int(code)) is None


@pytest.mark.long
def test_every_operation_of_that_client_parses_and_gives_what_is_published() -> None:
    from tests.simulator.proofs.outside_client import Outside

    outside = Outside()
    outcomes = [outside.outcome(operation) for operation in outside.operations()]
    operations, with_model, came = published()
    assert len(outcomes) == operations
    assert [one for one in outcomes if not one.parsed] == []
    assert sum(one.has_fields for one in outcomes) == with_model
    refused = [one for one in outcomes if one.has_fields and not one.field]
    assert [one for one in refused if one.refused not in ONLY_IN_EXAMPLES and unlisted(one.refused)] == []
    # Arbitrary values meet a world that lives by the clock: a few may be luckier or unluckier than on the day of the page.
    assert with_model - len(refused) >= came - 8
