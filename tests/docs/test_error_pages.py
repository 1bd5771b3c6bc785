"""Every code of the catalog stands on exactly one page, with a cause and what cures it."""

from __future__ import annotations

import re
from pathlib import Path

from shoplatch.catalog import reader
from tests.each import each
from tools.error_codes import cause, fix

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "errors"


def test_each_code_stands_on_one_page_and_no_other_does() -> None:
    standing = [int(code) for page in PAGES.glob("*.md") for code in re.findall(r'<a id="(\d+)">', page.read_text("utf-8"))]
    assert sorted(standing) == sorted(reader.error_codes())


@each(reader.error_codes())
def test_each_code_has_a_cause_in_words_and_a_fix(code: int) -> None:
    fact = reader.error(code)
    assert fact is not None
    assert len(cause(fact)) >= 10
    assert "kind:" not in cause(fact)
    assert len(fix(fact)) > 5
