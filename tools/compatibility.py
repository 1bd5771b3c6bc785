"""Writes docs/reference/compatibility.md: an outside client called through every operation it has, against the simulator.

    .venv/bin/python tools/compatibility.py

It takes some seconds. `make prove` runs the same calls and holds the figures to what the page says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT)) if path not in sys.path]

from tests.simulator.proofs.outside_client import Outcome, Outside  # noqa: E402

PAGE = ROOT / "docs/reference/compatibility.md"
PART = re.compile(r"(<!-- table -->\n).*?(<!-- end -->)", re.DOTALL)


def table(outcomes: Sequence[Outcome]) -> str:
    """One row for each operation, and the sums."""
    rows = ["| operation | answered | parsed | a documented field came back | if not |", "|---|---|---|---|---|"]
    for one in outcomes:
        field = f"`{one.field}`" if one.field else ("no" if one.has_fields else "none documented")
        why = f"refused with {one.refused}" if one.refused.isdigit() and one.refused != "0" else ""
        rows.append(f"| `{one.operation_id}` | {one.answer or '-'} | {'yes' if one.parsed else 'no'} | {field} | {why} |")
    return "\n".join([*summary(outcomes), "", *rows]) + "\n"


def summary(outcomes: Sequence[Outcome]) -> list[str]:
    """The sums in words."""
    with_model = [one for one in outcomes if one.has_fields]
    came = sum(bool(one.field) for one in with_model)
    rows = [
        f"- {sum(one.parsed for one in outcomes)} of {len(outcomes)} operations: the answer was parsed by that client.",
        f"- {came} of {len(with_model)} operations whose model has a field: a documented one came back, well typed.",
    ]
    if refused := sum(bool(one.refused) for one in outcomes):
        rows.append(f"- {refused} were refused with a code of the platform.")
    return rows


def main() -> None:
    """Call, and write the page."""
    outside = Outside()
    outcomes = [outside.outcome(operation) for operation in outside.operations()]
    text = PAGE.read_text("utf-8")
    PAGE.write_text(PART.sub(lambda found: f"{found[1]}{table(outcomes)}{found[2]}", text), "utf-8")
    print("\n".join(summary(outcomes)))


if __name__ == "__main__":
    main()
