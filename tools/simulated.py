"""The generated parts about the simulator: its switches, terms, markets, doors, and how much of the API it knows.

`tools/reference.py` writes them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import fields

from shoplatch.catalog import reader
from shoplatch.simulator import coverage as covered
from shoplatch.simulator.ledger import written
from shoplatch.simulator.levers import LEVERS
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.money import terms as money_terms
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.sites.front import ACTS, LOOKS
from shoplatch.simulator.switches import Switches


def parts() -> dict[str, Callable[[], str]]:
    """What writes each part, by its name."""
    return {
        "switches": switches,
        "stateful": stateful,
        "terms": terms,
        "ledger": ledger,
        "coverage": coverage,
        "markets": markets,
        "control": control,
        "sites": sites,
    }


def switches() -> str:
    """Each open question of the platform with the answer the simulator gives by default."""
    rows = ["| switch | decides | default | other | confidence | source |", "|---|---|---|---|---|---|"]
    for each in fields(Switches):
        meta = each.metadata
        others = ", ".join(f"`{value}`" for value in meta["choices"] if value != each.default) or "any whole number"
        rows.append(
            f"| `{each.name}` | {meta['meaning']} | `{each.default}` | {others} | {meta['confidence']} | {meta['source']} |"
        )
    return "\n".join(rows) + "\n"


def terms() -> str:
    """On which terms the simulated shops of each market are settled."""
    table = [("every market", money_terms.rows("")), *((region, money_terms.rows(region)) for region in MARKETS)]
    common, lines = table[0][1], ["| market | term | value | confidence | source |", "|---|---|---|---|---|"]
    for region, rows in table:
        for name, row in rows.items():
            if region == "every market" or row != common[name]:
                value = json.dumps(row.value, ensure_ascii=False).replace("|", "\\|")
                source = f"{row.source}. {row.note}" if row.note else row.source
                lines.append(f"| {region} | `{name}` | `{value}` | {row.confidence} | {source} |")
    return "\n".join(lines) + "\n"


def stateful() -> str:
    """How many operations have a behaviour of their own, by the platform's areas."""
    heads = reader.heads()
    rows = ["| area | with state | of |", "|---|---|---|"]
    for area in sorted({head.area for head in heads if head.capability in HANDLERS}):
        own = [head for head in heads if head.area == area]
        rows.append(f"| {area} | {sum(head.capability in HANDLERS for head in own)} | {len(own)} |")
    count = sum(head.capability in HANDLERS for head in heads)
    return "\n".join(rows) + f"\n\n{count} of {len(heads)} operations; the other {len(heads) - count} answer in shape.\n"


def ledger() -> str:
    """What the simulator does and how sure that is."""
    rows = ["| area | behaviour | confidence | source |", "|---|---|---|---|"]
    rows += [f"| {one.area} | {one.behaviour} | {one.confidence} | {one.source} |" for one in written()]
    counts = Counter([one.confidence for one in written()] + [each.metadata["confidence"] for each in fields(Switches)])
    told = ", ".join(f"{counts[word]} {word}" for word in ("documented", "inferred", "unknown"))
    return "\n".join(rows) + f"\n\nWith the switches: {told}.\n"


def coverage() -> str:
    """What answers each operation, by area."""
    told = covered.told()
    capabilities = f"{told['stateful_capabilities']} of {told['capabilities']} capabilities"
    parts = [
        f"**{told['stateful']} of {told['operations']} operations ({capabilities}) have a behaviour with state**; the other "
        f"{told['in_shape']} are answered in shape.\n"
    ]
    for area in sorted({row["area"] for row in told["rows"]}):
        own = [row for row in told["rows"] if row["area"] == area]
        stateful = sum(row["answer"] == "stateful" for row in own)
        parts.append(f"## {area}\n\n{stateful} of {len(own)} with state.\n\n| operation | answer | note |\n|---|---|---|")
        parts += [f"| `{row['id']}` | {row['answer']} | {row.get('refused', '')} |" for row in own]
        parts.append("")
    rung = covered.webhooks()
    told = sum(row["told_by"] == "state" for row in rung)
    parts.append(f"## Webhooks\n\n{told} of {len(rung)} topics ring by what happens; the others only by the trigger.\n")
    parts.append("| topic | name | rings when |\n|---|---|---|")
    for row in rung:
        parts.append(f"| {row['topic']} | `{row['name']}` | {row.get('cause') or 'only triggered: ' + row['reason']} |")
    parts.append("")
    return "\n".join(parts)


def markets() -> str:
    """Every rule of every market: a value stands once, with those that have it."""
    lines = ["| fact | value | markets | confidence | source |", "|---|---|---|---|---|"]
    for name in sorted({name for region in MARKETS for name in market(region).facts}):
        held: dict[tuple[str, str, str], list[str]] = {}
        for region in MARKETS:
            fact = market(region).facts.get(name)
            if fact is not None:
                source = f"{fact.source}. {fact.note}" if fact.note else fact.source
                held.setdefault((json.dumps(fact.value), fact.confidence, source.replace("|", "\\|")), []).append(region)
        for (value, confidence, source), regions in held.items():
            where = "all" if len(regions) == len(MARKETS) else ", ".join(regions)
            lines.append(f"| `{name}` | `{value}` | {where} | {confidence} | {source} |")
    return "\n".join(lines) + "\n"


def control() -> str:
    """The levers of the simulator's control."""
    rows = ["| call | query | body | does |", "|---|---|---|---|"]
    for lever in LEVERS:
        query = ", ".join(f"`{name}`" for name in lever.query)
        members = (
            lever.takes.__struct_fields__ if isinstance(lever.takes, type) else (lever.takes or {}).get("properties", ())
        )
        body = ", ".join(f"`{name}`" for name in members) or (lever.takes or {}).get("description", "")
        rows.append(f"| `{lever.method} /_sim/{lever.path}` | {query} | {body} | {lever.does} |")
    return "\n".join(rows) + "\n"


def sites() -> str:
    """The pages of the simulated sites, and what their forms do."""
    rows = ["| address | what |", "|---|---|"]
    rows += [f"| `GET {one.path}` | {one.does} |" for one in LOOKS]
    rows += [f"| `POST {one.path}` | {one.does} |" for one in ACTS]
    return "\n".join(rows) + "\n"
