"""Opening the catalog is cheap: one operation is one line, and nothing heavy is imported for it."""

from __future__ import annotations

import json
import subprocess
import sys


def in_a_fresh_python(source: str) -> dict[str, object]:
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_opening_one_operation_decodes_one_record() -> None:
    seen = in_a_fresh_python(
        "import json; from shoplatch.catalog import operations, reader\n"
        "before = sorted(operations.opened()); reader.operation('order.get_order_list')\n"
        "print(json.dumps({'before': before, 'after': sorted(operations.opened()),"
        " 'heads': operations.heads.cache_info().currsize}))"
    )
    assert seen == {"before": [], "after": ["order.get_order_list"], "heads": 0}


def test_importing_the_reader_opens_no_facts_file_and_no_network_library() -> None:
    seen = in_a_fresh_python(
        "import builtins, json, sys\n"
        "opened, real = [], builtins.open\n"
        "builtins.open = lambda file, *a, **k: (opened.append(str(file)), real(file, *a, **k))[1]\n"
        "import shoplatch.catalog.reader\n"
        "print(json.dumps({'facts': [name for name in opened if 'facts' in name],"
        " 'heavy': sorted({'httpx2', 'asyncio', 'ssl', 'difflib', 'click', 'rich'} & set(sys.modules))}))"
    )
    assert seen == {"facts": [], "heavy": []}


def test_importing_the_package_brings_no_other_package() -> None:
    seen = in_a_fresh_python(
        "import json, sys; before = set(sys.modules); import shoplatch.catalog\n"
        "print(json.dumps({'new': sorted(name for name in set(sys.modules) - before if not name.startswith('shoplatch'))}))"
    )
    assert seen == {"new": []}


def test_errors_scopes_and_topics_are_read_once() -> None:
    from shoplatch.catalog import reader

    assert reader.topics() is reader.topics()
    assert reader.error(0) is reader.error(0)
    assert reader.operation("order.get_order_list") is reader.operation("order.get_order_list")
