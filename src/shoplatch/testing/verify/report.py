"""Verdicts as reports: JUnit for CI, HTML for people."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from shoplatch.testing.verify.checks import Exhibit, Verdict

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 .5rem; text-transform: capitalize; }
article { border-top: 1px solid var(--line); padding: .6rem 0; }
h3 { font-size: 1rem; margin: 0; } p { margin: .2rem 0; overflow-wrap: anywhere; }
.passed h3::before { content: "✓ "; color: #16803c; } .failed h3::before { content: "✗ "; color: #c0262d; }
.skipped { opacity: .65; } .skipped h3::before { content: "– "; }
details { margin: .2rem 0; } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; margin: .2rem 0; }
code, .quiet { opacity: .75; font-size: .9em; }
"""


def counts(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many passed, failed, were skipped."""
    return {state: sum(one.state == state for one in verdicts) for state in ("passed", "failed", "skipped")}


def junit(name: str, verdicts: Sequence[Verdict]) -> bytes:
    """A JUnit report: one test case for each check."""
    told = counts(verdicts)
    suite = Element(
        "testsuite",
        name=f"verify {name}",
        tests=str(len(verdicts)),
        failures=str(told["failed"]),
        skipped=str(told["skipped"]),
    )
    for one in verdicts:
        case = SubElement(suite, "testcase", classname=one.group, name=one.check, time=f"{one.elapsed_ms / 1000:.3f}")
        if one.state == "failed":
            words = (one.evidence, one.cause, one.fix, *map(in_words, one.exhibits))
            SubElement(case, "failure", message=one.title).text = "\n".join(filter(None, words))
        elif one.state == "skipped":
            SubElement(case, "skipped", message=one.evidence)
    return b"".join((tostring(suite, encoding="utf-8", xml_declaration=True), b"\n"))


def html(name: str, verdicts: Sequence[Verdict]) -> str:
    """A page that stands alone."""
    told = counts(verdicts)
    groups: dict[str, list[Verdict]] = {}
    for one in verdicts:
        groups.setdefault(one.group, []).append(one)
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(name)}: verified</title><style>{_STYLE}</style>"
        f"<h1>{escape(name)}</h1><p>{told['passed']} passed, {told['failed']} failed, {told['skipped']} skipped.</p>"
    ]
    for group, held in groups.items():
        parts.append(f"<section><h2>{escape(group)}</h2>{''.join(map(_article, held))}</section>")
    return "".join((*parts, "</html>\n"))


def _article(one: Verdict) -> str:
    lines = [f"<p>{escape(one.evidence)}</p>" if one.evidence else ""]
    if one.state == "failed":
        lines += [f"<p><b>{escape(one.cause)}</b></p>" if one.cause else "", f"<p>→ {escape(one.fix)}</p>"]
    lines += [_shown(exhibit) for exhibit in one.exhibits]
    return (
        f'<article class="{one.state}"><h3>{escape(one.title)} <code>{escape(one.check)}</code></h3>{"".join(lines)}'
        f'<p class="quiet">{one.elapsed_ms:.0f} ms</p></article>'
    )


def in_words(one: Exhibit) -> str:
    """An exhibit as lines: the request, the string the platform signs, what was sent, the answer and the time it took."""
    told = [one.request]
    told += [f"  signed: {one.signed}"] if one.signed else []
    told += [f"  sent: {one.payload}"] if one.payload else []
    return "\n".join([*told, f"  answered: {one.answer} in {one.took_ms:.1f} ms"])


def _shown(one: Exhibit) -> str:
    return f"<details><summary><code>{escape(one.request[:90])}</code></summary><pre>{escape(in_words(one))}</pre></details>"
