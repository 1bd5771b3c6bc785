"""Change radar: what changed, and which of one's own calls it breaks. Snapshots and code are made here."""

from __future__ import annotations

import copy
import gzip
import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from shoplatch.catalog.packaged import json_file
from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.testing.radar import (
    Radar,
    Shelf,
    Snapshot,
    Use,
    Uses,
    from_inbox,
    from_log,
    installed,
    look,
    read,
    uses_in,
    write,
)

TODAY = date(2026, 11, 22)
WANTED = ("order.get_order_list", "order.get_order_detail", "product.get_product", "finance.get_payments@202309")


def operations() -> dict[str, Any]:
    """Some operations of the real catalog, to be changed."""
    return {one["id"]: copy.deepcopy(one) for one in json_file("operations.json")["operations"] if one["id"] in WANTED}


def snapshot(of: dict[str, Any]) -> Snapshot:
    return Snapshot("made here", tuple(of.values()))


def code(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_dot_", ".")).write_text(text)
    return folder


def judged(old: dict[str, Any], new: dict[str, Any], uses: Uses) -> Radar:
    return look(snapshot(old), snapshot(new), uses, today=TODAY)


def fields(of: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = of[name]["response"]["properties"]["orders"]["items"]["properties"]
    return found


def test_client_calls_and_paths_in_any_language_are_found_with_their_places(tmp_path: Path) -> None:
    root = code(
        tmp_path,
        a_dot_py="client.order.get_order_list()\nclient.call('order.get_order_detail', version='202507', ids=[1])\n",
        b_dot_ts="fetch(`${base}/product/202309/products/${id}?x=1`)\n",
        c_dot_go='get("/finance/202309/payments")\n',
        d_dot_txt="/order/202309/orders/search\n",
    )
    found = {
        (use.name, use.by): [Path(place).name for place in use.places] for use in uses_in(root, snapshot(operations())).uses
    }
    assert found == {
        ("order.get_order_list", "client"): ["a.py:1"],
        ("order.get_order_detail@202507", "client"): ["a.py:2"],
        ("product.get_product", "path"): ["b.ts:1"],
        ("finance.get_payments@202309", "path"): ["c.go:1"],
    }


def test_a_path_that_is_cut_off_is_told_as_unclear_where_it_fits_several(tmp_path: Path) -> None:
    every = Snapshot("all", tuple(json_file("operations.json")["operations"]))
    found = uses_in(code(tmp_path, a_dot_js='get("/product/202309/products/" + id + "/recover")\n'), every)
    assert not [use for use in found.uses if use.by == "path"]
    assert "a.js:1" in found.unclear[0]


def test_a_field_that_is_gone_breaks_who_names_it_and_perhaps_who_does_not(tmp_path: Path) -> None:
    old, new = operations(), operations()
    fields(old, "order.get_order_detail")["lucky_number"] = {"type": "string"}
    fields(old, "order.get_order_detail")["unlucky_number"] = {"type": "string"}
    root = code(tmp_path, a_dot_py="client.order.get_order_detail(ids=[1]).orders[0].raw['lucky_number']\n")
    found = judged(old, new, uses_in(root, snapshot(old)))
    assert {one.what: one.sure for one in found.yours} == {
        "response.orders[].lucky_number is gone": True,
        "response.orders[].unlucky_number is gone": False,
    }
    assert found.breaks_yours


def test_a_change_of_what_nobody_calls_breaks_nothing_of_yours(tmp_path: Path) -> None:
    old, new = operations(), operations()
    fields(old, "order.get_order_detail")["lucky_number"] = {"type": "string"}
    found = judged(old, new, uses_in(code(tmp_path, a_dot_py="client.order.get_order_list()"), snapshot(old)))
    assert (len(found.breaking), found.yours, found.breaks_yours) == (1, (), False)


def test_what_the_call_log_names_counts_without_any_code() -> None:
    old, new = operations(), operations()
    fields(old, "order.get_order_detail")["lucky_number"] = {"type": "string"}
    found = judged(old, new, Uses(tuple(from_log({"order.get_order_detail": 1_204}))))
    assert [one.where for one in found.yours] == [("call log: 1,204 calls",)]
    assert found.breaks_yours


def test_a_bare_name_is_hurt_by_what_the_newer_version_lost_and_a_path_is_not() -> None:
    old, new = operations(), operations()
    fields(old, "order.get_order_detail")["lucky_number"] = {"type": "string"}
    newer = copy.deepcopy(new["order.get_order_detail"])
    newer |= {"version": "202701", "path": newer["path"].replace(newer["version"], "202701")}
    kept = old["order.get_order_detail"] | {"id": "order.get_order_detail@202507", "latest": False}
    new |= {"order.get_order_detail": newer, "kept": kept}
    by_name = judged(
        old, new, Uses((Use("order.get_order_detail", "client", ("a.py:1",)),), words=frozenset({"lucky_number"}))
    )
    by_path = judged(
        old, new, Uses((Use("order.get_order_detail", "path", ("a.js:1",)),), words=frozenset({"lucky_number"}))
    )
    assert [one.what for one in by_name.yours] == [
        "the newest version is 202701, it was 202507: response.orders[].lucky_number is gone"
    ]
    assert by_path.yours == ()


def test_a_version_that_was_retired_breaks_who_spells_its_path() -> None:
    old, new = operations(), operations()
    del new["finance.get_payments@202309"]
    found = judged(old, new, Uses((Use("finance.get_payments@202309", "path", ("a.go:1",)),)))
    assert [(one.operation, one.sure) for one in found.yours] == [("finance.get_payments@202309", True)]


def test_a_version_that_has_ended_is_told_though_no_snapshot_differs() -> None:
    same = operations()
    found = judged(same, same, Uses((Use("finance.get_payments@202309", "path", ("a.go:1",)),)))
    assert [(end.on, end.ended) for end in found.endings] == [("2026-08-15", True)]
    before = look(snapshot(same), snapshot(same), Uses(found.uses), today=date(2026, 8, 14))
    assert [end.ended for end in before.endings] == [False]
    assert (found.breaks_yours, before.breaks_yours) == (True, False)


@pytest.mark.parametrize("name", ["api.json", "api.json.gz"])
def test_a_snapshot_that_was_kept_equals_the_installed_catalog(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert read(tmp_path / name).operations == tuple(json_file("operations.json")["operations"])


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"operations": [{"id": "x"}]}', b"\x1f\x8b\x08 no gzip"])
def test_a_file_that_is_no_snapshot_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(InvalidRequest, match=r"snapshot|read"):
        read(tmp_path / "x.json")


def test_the_command_ends_with_one_where_something_of_yours_breaks(tmp_path: Path) -> None:
    document = copy.deepcopy(json_file("operations.json"))
    detail = next(one for one in document["operations"] if one["id"] == "order.get_order_detail")
    detail["response"]["properties"]["orders"]["items"]["properties"]["lucky_number"] = {"type": "string"}
    (tmp_path / "old.json").write_text(json.dumps(document))
    source = tmp_path / "a.py"
    program = build(COMMANDS)
    source.write_text("client.order.get_order_detail(ids=[1])['lucky_number']")
    page = tmp_path / "changes.html"
    hurt = CliRunner().invoke(
        program, ["radar", str(tmp_path / "old.json"), "--code", str(source), "--json", "--html", str(page)]
    )
    assert "What breaks yours (1)" in page.read_text()
    source.write_text("client.order.get_order_list()")
    fine = CliRunner().invoke(program, ["radar", str(tmp_path / "old.json"), "--code", str(source), "--json"])
    assert (hurt.exit_code, fine.exit_code) == (1, 0), (hurt.output, fine.output)
    assert [one["operation"] for one in json.loads(hurt.stdout)["yours"]] == ["order.get_order_detail"]
    assert json.loads(fine.stdout)["yours"] == []


# --- webhooks, versions, and what an installation keeps -----------------------------------------------------------------

TOPICS = [
    {"type": 1, "name": "ORDER_STATUS_CHANGE", "data_fields": {"order_id": "string", "items": [{"sku_id": "string"}]}},
    {"type": 3, "name": "RECIPIENT_ADDRESS_UPDATE", "data_fields": {"state": {"type": "string", "enum": ["A", "B"]}}},
]


def with_topics(*topics: dict[str, Any]) -> Snapshot:
    return Snapshot("made here", tuple(operations().values()), tuple(topics))


def test_a_changed_webhook_breaks_who_gets_it_or_names_what_it_lost(tmp_path: Path) -> None:
    changed = copy.deepcopy(TOPICS)
    changed[0]["data_fields"] = {"order_id": "integer", "items": [{}], "extra": "string"}
    old, new = with_topics(*TOPICS), with_topics(changed[0])
    heard = Uses((), topics=tuple(from_inbox({"ORDER_STATUS_CHANGE": 7, "RECIPIENT_ADDRESS_UPDATE": 1})))
    found = look(old, new, heard, today=TODAY)
    assert {(one.operation, one.what) for one in found.yours if one.sure} == {
        ("ORDER_STATUS_CHANGE", "data.order_id was string, is integer"),
        ("ORDER_STATUS_CHANGE", "data.items[].sku_id is gone"),
        ("RECIPIENT_ADDRESS_UPDATE", "is no longer sent"),
    }
    root = code(tmp_path, a_dot_py="if name == 'ORDER_STATUS_CHANGE':\n    use(data['order_id'])\n")
    named = look(old, new, uses_in(root, old), today=TODAY)
    assert {one.what: one.sure for one in named.yours} == {
        "data.order_id was string, is integer": True,
        "data.items[].sku_id is gone": False,
    }
    assert [Path(place).name for place in named.yours[0].where] == ["a.py:1"]


def test_a_snapshot_without_webhooks_says_that_they_were_not_compared() -> None:
    assert look(snapshot(operations()), with_topics(*TOPICS), Uses(()), today=TODAY).webhooks_told is False
    assert look(with_topics(*TOPICS), with_topics(*TOPICS), Uses(()), today=TODAY).webhooks_told is True


def test_a_pinned_version_that_has_a_newer_one_is_told_with_what_breaks_on_the_way() -> None:
    uses = Uses((Use("product.edit_product@202309", "client", ("a.py:1",)), Use("product.edit_product", "log")))
    (older,) = look(installed(), installed(), uses, today=TODAY).older
    assert (older.operation, older.newest, older.where) == ("product.edit_product@202309", "202509", ("a.py:1",))
    assert older.moving


def test_the_same_break_found_by_code_and_log_is_told_once_with_both_places() -> None:
    new = operations()
    fields(new, "order.get_order_list").pop("buyer_email")
    uses = Uses(
        (Use("order.get_order_list", "client", ("a.py:1",)), *from_log({"order.get_order_list": 5})),
        words=frozenset({"buyer_email"}),
    )
    (broken,) = judged(operations(), new, uses).yours
    assert broken.where == ("a.py:1", "call log: 5 calls")


def test_a_home_keeps_the_catalog_it_used_once_and_finds_it_after_an_update(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    then = datetime(2026, 11, 22, tzinfo=UTC)
    name = shelf.keep_installed(then)
    assert shelf.keep_installed(datetime(2026, 12, 1, tzinfo=UTC)) == name
    assert shelf.others() == []
    assert shelf.open(name).topics == installed().topics
    other = json.dumps({"operations": list(operations().values()), "sources": {}}).encode()
    given = shelf.add(gzip.compress(other), "a file", then)
    assert [one.name for one in shelf.others()] == [given]
    assert stat.S_IMODE((tmp_path / f"radar/snapshots/{given}.json.gz").stat().st_mode) == 0o600
    for wrong in ("../../etc/passwd", "used-20261122-000000000000", ""):
        with pytest.raises(NotFound):
            shelf.open(wrong)
    with pytest.raises(InvalidRequest):
        shelf.add(b"{}", "a file", then)


def test_what_code_calls_is_kept_by_the_command_for_the_console(tmp_path: Path) -> None:
    root = tmp_path / "src"
    root.mkdir()
    code(root, a_dot_py="client.order.get_order_list()\nTOPIC = 'ORDER_STATUS_CHANGE'\n")
    done = CliRunner().invoke(
        build(COMMANDS), ["--home", str(tmp_path / "home"), "radar", "--code", str(root), "--keep", "our-erp"]
    )
    assert done.exit_code == 0, done.output
    found, names = Shelf(tmp_path / "home").uses()
    assert names == ["our-erp"]
    assert [(one.name, one.by) for one in (*found.uses, *found.topics)] == [
        ("order.get_order_list", "client"),
        ("ORDER_STATUS_CHANGE", "code"),
    ]
    with pytest.raises(InvalidRequest):
        Shelf(tmp_path).keep_uses("../up", found)
