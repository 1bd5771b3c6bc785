"""The whole of the error catalog in words: every code, its kin, and the codes that speak of something."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from shoplatch.catalog import reader
from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.client.explaining import NEAREST_MAX, WHAT_TO_DO, explanation, named, nearest
from shoplatch.errors import NotFound, ShoplatchError

PROGRAM = build(COMMANDS)


def test_every_code_is_explained_with_a_meaning_a_cure_and_its_sources() -> None:
    bare = []
    for code in reader.error_codes():
        known = explanation(code)
        if known is None or not (known.meaning and known.what_to_do and known.confidence and str(known)):
            bare.append(code)
    assert bare == []


def test_no_code_is_explained_in_the_shorthand_of_the_records() -> None:
    assert [code for code in reader.error_codes() if "kind:" in str(explanation(code))] == []


def test_every_operation_an_explanation_names_is_one_that_can_be_called() -> None:
    names = {name for code in reader.error_codes() if (known := explanation(code)) for name in known.seen_on}
    ids = set(reader.operation_ids())
    assert {name for name in names if not name.startswith("/")} <= ids
    assert sum(name in ids for name in names) >= 0.6 * len(names)


@pytest.mark.parametrize(("typed", "meant"), [(105020, 105002), (3600902, 36009002), (36009092, 36009002)])
def test_a_mistyped_code_finds_the_one_that_was_meant(typed: int, meant: int) -> None:
    assert meant in nearest(typed)


def test_the_kin_of_an_unknown_code_are_few_and_known() -> None:
    for code in (1, 999, 36009999, 12052999, 10**12):
        assert len(nearest(code)) <= NEAREST_MAX
        assert all(reader.error(one) is not None for one in nearest(code))


def test_codes_are_found_by_words() -> None:
    assert 38023048 in named("page token")
    assert 36009002 in named("Rate Limited")
    assert named("no such thing at all") == ()


def test_an_error_of_no_call_explains_its_class() -> None:
    assert "The thing does not exist" in NotFound("gone").explain()


def test_each_class_that_cures_has_its_words() -> None:
    cures = {fact.recovery for code in reader.error_codes() if (fact := reader.error(code)) is not None}
    assert cures <= set(WHAT_TO_DO)
    assert {kind.__name__ for kind in ShoplatchError.__subclasses__() if kind.__module__ == "shoplatch.errors"} <= set(
        WHAT_TO_DO
    )


@pytest.mark.parametrize("code", [0, 105002, 36009002, 36009004, 105005, 12052032, 36009003])
def test_the_command_draws_a_code(code: int) -> None:
    shown = CliRunner().invoke(PROGRAM, ["explain", str(code)])
    assert shown.exit_code == 0
    assert str(code) in shown.output
    assert "recovery" in shown.output
    told = json.loads(CliRunner().invoke(PROGRAM, ["explain", str(code), "--json"]).output)
    assert (told["code"], told["name"]) == (code, reader.error(code).name)  # type: ignore[union-attr]


def test_the_command_names_the_nearest_codes_of_an_unknown_one() -> None:
    told = CliRunner().invoke(PROGRAM, ["explain", "105020"])
    assert isinstance(told.exception, NotFound)
    assert "105002" in str(told.exception)


def test_the_command_searches_by_words() -> None:
    shown = CliRunner().invoke(PROGRAM, ["explain", "page token"])
    assert "38023048" in shown.output
    assert all("code" in one for one in json.loads(CliRunner().invoke(PROGRAM, ["explain", "page token", "--json"]).output))
    assert isinstance(CliRunner().invoke(PROGRAM, ["explain", "xyzzy"]).exception, NotFound)
