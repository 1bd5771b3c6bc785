"""What the pages name exists: links, files, symbols, commands, settings; and generated parts say what the code says now."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from shoplatch.config import SETTINGS
from tests.docs.pages import DOCS, PAGES, ROOT, anchors, links, name, prose_of, spans, text_of
from tests.house.plan import DOORS
from tools import reference

SOURCE = ROOT / "src/shoplatch"
KNOWN_VARIABLES = {one.variable for one in SETTINGS} | {"SHOPLATCH_HOME", "SHOPLATCH_CONFIG", "SHOPLATCH_TEST_DATABASE_URL"}
IGNORED_PREFIXES = {"SHOPLATCH_", "SHOPLATCH_SERVICE_", "SHOPLATCH_PORT_"}
OPTIONS = {path: {option for p in command.params for option in (*p.opts, *p.secondary_opts)}
           for path, command, _ in reference.commands()}  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        if re.match(r"https?:", path):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_named_exists(page: Path) -> None:
    rooms = {room for room in DOORS if (SOURCE / room).is_dir()}
    missing = []
    for span in spans(page):
        first = span.split("/")[0]
        if "/" not in span or not re.fullmatch(r"[\w./-]+", span):
            continue
        places = [ROOT / span] if first in {"src", "tests", "docs", "tools", "constraints"} else []
        places += [SOURCE / span] if first in rooms else []
        if places and not any(place.exists() for place in places):
            missing.append(span)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_symbol_named_exists(page: Path) -> None:
    dotted = {span for span in spans(page) if re.fullmatch(r"shoplatch(\.\w+)+", span)} - {
        "shoplatch.toml",
        "shoplatch.dump",
    }
    for symbol in dotted:
        _resolve(symbol)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_named_in_a_sentence_exists(page: Path) -> None:
    wrong = []
    for span in spans(page):
        if span != "shoplatch" and not span.startswith("shoplatch "):
            continue
        words = [word for word in span.split() if re.fullmatch(r"--[\w-]+|[\w-]+", word)]
        path = "shoplatch"
        for word in words[1:]:
            if f"{path} {word}" in OPTIONS:
                path = f"{path} {word}"
            elif word.startswith("--"):
                wrong += [span] if word not in OPTIONS[path] | {"--help"} else []
            elif path == "shoplatch":
                wrong.append(span)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_setting_named_exists(page: Path) -> None:
    named = set(re.findall(r"\bSHOPLATCH_[A-Z_]*", text_of(page)))
    assert named - KNOWN_VARIABLES - IGNORED_PREFIXES == set()


def test_every_page_is_found_from_the_index() -> None:
    seen, todo = set(), [DOCS / "index.md", ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page not in seen:
            seen.add(page)
            targets = [(page.parent / link.partition("#")[0]).resolve() for link in links(page) if "://" not in link]
            todo += [target for target in targets if target.suffix == ".md" and target.exists()]
    assert {name(page) for page in PAGES} - {name(page) for page in seen if page in PAGES} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_one_title_and_speaks_of_no_machine_of_ours(page: Path) -> None:
    assert len(re.findall(r"^# ", prose_of(page), re.MULTILINE)) == 1
    assert not re.search(r"(?<![\w.])/(root|home|Users|tmp)/\w", text_of(page))


def test_generated_parts_are_up_to_date() -> None:
    old = [name(page) for page, text in reference.pages().items() if page.read_text("utf-8") != text]
    assert old == [], "run .venv/bin/python tools/reference.py"


def test_every_generator_has_its_place() -> None:
    used = {part[1] for page in PAGES for part in reference.PART.findall(text_of(page))}
    assert used == set(reference.PARTS)


def _resolve(symbol: str) -> object:
    found: object = importlib.import_module("shoplatch")
    done = "shoplatch"
    for part in symbol.split(".")[1:]:
        done = f"{done}.{part}"
        if not hasattr(found, part) and isinstance(found, ModuleType):
            importlib.import_module(done)
        found = getattr(found, part)
    return found
