"""House rules that a machine can check; each test tells the story of why the rule is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/shoplatch"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations/versions" not in path.as_posix())


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def source(path: Path) -> str:
    return path.read_text()


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def too_long(text: str) -> list[str]:
    """Functions of more than 70 lines."""
    return [
        node.name
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 70
    ]


def attributes(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that is used, as text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield dotted(node)


def dotted(node: ast.expr) -> str:
    """`a.b.c`; what a name hangs on that is none itself is `?`. To write the whole out would take ten times as long."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "?")
    return ".".join(reversed(parts))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield dotted(node.func)


WALL = re.compile(r"(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|monotonic|perf_counter))$")


def asks_the_machine_for_time(source: str) -> bool:
    return any(WALL.search(used) for used in attributes(parsed(source)))


def reads_the_environment(source: str) -> bool:
    return any(used in ("os.environ", "os.getenv") for used in attributes(parsed(source)))


def opens_sockets(source: str) -> bool:
    return any(module == "socket" or module.startswith("socket.") for module in imports(parsed(source)))


def prints(source: str) -> bool:
    return "print" in calls(parsed(source))


SQL_TIME = re.compile(r"\b(now\(\)|current_timestamp|clock_timestamp\(\)|func\.now\b)", re.IGNORECASE)

TIME_ALLOWED = {"clock.py"}
ENVIRONMENT_ALLOWED = {"config/places.py"}
SOCKETS_ALLOWED = {
    *(f"transport/{name}.py" for name in ("lines", "naming", "pinned", "pools")),
    *("simulator/wire.py", "simulator/server.py", "serve/listen.py", "testing/recorder/serving.py"),
}


def offenders(rule: Callable[[str], bool], *, but: Callable[[str], bool] = lambda _: False) -> list[str]:
    """The files that break a rule, without those it does not speak of."""
    return [name(path) for path in FILES if not but(name(path)) and rule(source(path))]


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    # A room that asks for itself cannot follow a simulator whose clock was wound.
    assert offenders(asks_the_machine_for_time, but=TIME_ALLOWED.__contains__) == []


def test_only_config_reads_the_environment() -> None:
    assert offenders(reads_the_environment, but=ENVIRONMENT_ALLOWED.__contains__) == []


def test_sockets_open_in_transport_wire_and_servers() -> None:
    assert offenders(opens_sockets, but=lambda file: file in SOCKETS_ALLOWED or file.startswith("serve/")) == []


def test_only_the_terminal_prints() -> None:
    assert offenders(prints, but=lambda file: file.startswith("cli/")) == []


def test_sql_never_asks_the_database_for_the_time() -> None:
    # now() inside a query is a second clock: it does not follow ours.
    asks = lambda text: bool(SQL_TIME.search(text))  # noqa: E731
    assert offenders(asks, but=lambda file: not file.startswith("store/")) == []


def test_a_file_is_split_before_it_passes_400_lines() -> None:
    assert offenders(lambda text: len(text.splitlines()) > 400) == []


def test_a_module_says_why_it_exists() -> None:
    assert offenders(lambda text: not ast.get_docstring(parsed(text))) == []


def test_there_is_no_drawer() -> None:
    refused = {"utils", "helpers", "common", "misc", "base", "manager", "service", "handler", "data", "info"}
    assert [name(path) for path in FILES if {path.stem, path.parent.name} & refused] == []


def test_a_function_fits_on_a_screen() -> None:
    assert offenders(lambda text: bool(too_long(text))) == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (asks_the_machine_for_time, "import datetime\nx = datetime.datetime.now()"),
        (asks_the_machine_for_time, "import time\nx = time.time()"),
        (reads_the_environment, "import os\nx = os.environ['A']"),
        (opens_sockets, "import socket"),
        (prints, "print('x')"),
    ],
)
def test_each_rule_catches_its_fault(rule: object, fault: str) -> None:
    assert callable(rule)
    assert rule(fault)


def test_the_sql_rule_catches_its_fault() -> None:
    assert SQL_TIME.search("select now()")
    assert SQL_TIME.search("CURRENT_TIMESTAMP")


REGISTRIES = re.compile(r"(py" + r"pi|python" + r"hosted|npm" + r"js|deb\.deb" + r"ian)\.(org|com)")


def test_no_package_registry_is_named_anywhere() -> None:
    # A lock file with download addresses ties a user to a mirror they do not have.
    tracked = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"} & set(path.parts)
        and path.suffix in {".py", ".txt", ".toml", ".md", ".json", ".sh", ".html", ".css", ".js", ".yml", ""}
    ]
    assert tracked
    named = [path.relative_to(ROOT).as_posix() for path in tracked if REGISTRIES.search(path.read_text(errors="ignore"))]
    assert named == []
