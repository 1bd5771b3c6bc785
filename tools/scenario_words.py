"""Parts of the reference about scenarios: every sentence a step may be, and the library with what each expects."""

from __future__ import annotations

from collections.abc import Callable


def parts() -> dict[str, Callable[[], str]]:
    """The parts by name."""
    return {"scenario-steps": steps, "scenario-library": listed}


def steps() -> str:
    """Each sentence, by what it is for."""
    from shoplatch.testing.scenarios.steps import KNOWN

    of = {
        "Given": [one for one in KNOWN if one.keyword == "given"],
        "When": [one for one in KNOWN if one.keyword == "when"],
        "Then, of the API, webhooks, stock and money": [one for one in KNOWN if one.keyword == "then" and not one.store],
        "Then, of the store": [one for one in KNOWN if one.store],
    }
    return "\n".join(
        f"### {title}\n\n" + "".join(f"- `{one.spoken}`\n" for one in sorted(known, key=lambda one: one.spoken))
        for title, known in of.items()
    )


def listed() -> str:
    """Each scenario of the library."""
    from shoplatch.testing.scenarios import library
    from shoplatch.testing.scenarios.playing import of_the_store

    rows = ["| scenario | what happens | expectations | of them of the store |", "|---|---|---|---|"]
    rows += [f"| `{one.name}` | {one.title} | {len(one.expectations)} | {len(of_the_store(one))} |" for one in library()]
    return "\n".join(rows) + "\n"
