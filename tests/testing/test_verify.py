"""verify: its adapter files, its reports, and what it makes of an integration's words. The whole of it is a journey."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.testing.verify import CHECKS, Verdict, read_adapter
from shoplatch.testing.verify.report import html, junit
from shoplatch.testing.verify.run import GROUPS, chosen

EXAMPLE = Path(__file__).parents[2] / "examples" / "integration" / "verify.toml"


def test_every_check_says_what_must_be_done_and_has_its_place() -> None:
    assert len({one.name for one in CHECKS}) == len(CHECKS) >= 100
    assert all(one.title and one.fix and one.group in GROUPS for one in CHECKS)


def test_checks_are_chosen_by_group_and_by_name() -> None:
    assert {one.group for one in chosen(["webhooks"])} == {"webhooks"}
    assert [one.name for one in chosen(["calls.signature"])] == ["calls.signature"]
    with pytest.raises(NotFound, match="verify --list"):
        chosen(["nothing"])


def test_the_example_is_read() -> None:
    adapter = read_adapter(EXAMPLE)
    assert adapter.command == "python server.py"
    assert adapter.questions["order"].fields["total"] == "total"
    assert set(adapter.questions) == {"order", "product", "stock", "return", "settlement", "statement", "effects"}
    assert adapter.every_shop
    assert adapter.consent_start.endswith("/connect")
    assert adapter.sync is not None
    assert adapter.sync.method == "POST"


@pytest.mark.parametrize(
    ("text", "said"),
    [("not toml", "cannot be read"), ('[order]\nurk = "x"', "order.urk"), ("order = 1", "no section"), ("[what]\n", "what")],
)
def test_an_adapter_that_names_what_is_not_known_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "verify.toml"
    file.write_text(text)
    with pytest.raises(InvalidRequest, match=said):
        read_adapter(file)


def test_reports_hold_every_verdict_and_escape_what_they_quote() -> None:
    verdicts = [
        Verdict("calls.made", "calls", "It calls", "passed", "3 calls", elapsed_ms=12.0),
        Verdict("data.stock", "data", "Stock", "failed", "<b>1</b> & 2", "cause", "fix"),
        Verdict("events.x", "events", "X", "skipped", "no webhooks"),
    ]
    suite = ElementTree.fromstring(junit("mine", verdicts))
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    page = html("my <shop>", verdicts)
    assert "&lt;b&gt;1&lt;/b&gt; &amp; 2" in page
    assert "my &lt;shop&gt;" in page
    assert "1 passed, 1 failed, 1 skipped" in page
