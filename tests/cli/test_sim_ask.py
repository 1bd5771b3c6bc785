"""`shoplatch sim ask` reaches everything the control describes, and says what is near when it is not there."""

from __future__ import annotations

import re

import click
import pytest

from shoplatch.cli.sim.ask import Lever, chosen, levers
from shoplatch.simulator.levers import LEVERS
from shoplatch.simulator.openapi import document
from tests.each import each

KNOWN = levers(document("http://127.0.0.1"))


def test_every_lever_is_known_with_what_it_takes() -> None:
    told = {(one.method, one.path): (one.does, one.query, one.body is not None) for one in KNOWN}
    pulled = {(one.method, one.path): (one.does, tuple(one.query), one.takes is not None) for one in LEVERS}
    assert told == pulled


@each(KNOWN)
def test_every_lever_is_reached_by_a_path_with_ids_in_it(lever: Lever) -> None:
    path = re.sub(r"{\w+}", "7495880000000000101", lever.path)
    given = dict.fromkeys((*lever.query, *(lever.body or ())), "1")
    assert chosen(KNOWN, lever.method, path, given) is lever


@pytest.mark.parametrize(
    ("path", "given", "meant"),
    [
        ("orders", {}, "GET orders"),
        ("orders", {"limit": 5}, "GET orders"),
        ("orders", {"shop_id": "1", "lines": []}, "POST orders"),
        ("shops", {"region": "BR"}, "POST shops"),
        ("shops/1", {"active": False}, "POST shops/{shop_id}"),
        ("switches", {}, "GET switches"),
        ("switches", {"search_delay_s": 5}, "POST switches"),
        ("deliveries/41/resend", {}, "POST deliveries/{delivery_id}/resend"),
        ("deliveries/drain", {}, "POST deliveries/drain"),
        ("deliveries/41", {}, "GET deliveries/{delivery_id}"),
        ("money/terms/1", {}, "GET money/terms/{shop_id}"),
        ("money/terms/1", {"settle_days": 3}, "POST money/terms/{shop_id}"),
    ],
)
def test_without_a_method_what_is_given_decides(path: str, given: dict[str, object], meant: str) -> None:
    lever = chosen(KNOWN, None, path, given)
    assert f"{lever.method} {lever.path}" == meant


@pytest.mark.parametrize(
    ("method", "path", "given", "said"),
    [
        (None, "order", {}, "Near: GET orders"),
        (None, "shops", {"regoin": "BR"}, "takes region, name, seller_type, products, not 'regoin'"),
        ("DELETE", "orders", {}, "has no DELETE orders"),
        ("GET", "truth", {"deep": 1}, "GET truth takes nothing, not 'deep'"),
        (None, "orders//pay", {}, "The control has no call orders//pay"),
    ],
)
def test_what_is_not_there_is_a_usage_error_that_helps(
    method: str | None, path: str, given: dict[str, object], said: str
) -> None:
    with pytest.raises(click.UsageError, match=re.escape(said)):
        chosen(KNOWN, method, path, given)
