"""Money of a running simulator: driven from a terminal, read by our client over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.client import Client
from tests.journeys.simulated import Simulator, simulator


@pytest.fixture(scope="module")
def sim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with simulator(tmp_path_factory.mktemp("money"), world="demo", seed=9) as running:
        yield running


def typed(sim: Simulator, *arguments: str, code: int = 0) -> str:
    outcome = CliRunner().invoke(build(COMMANDS), ["sim", *arguments, "--url", sim.url])
    assert outcome.exit_code == code, outcome.output
    return outcome.output


def told(sim: Simulator, *arguments: str) -> Any:
    return json.loads(typed(sim, *arguments, "--json"))


def test_a_day_of_money_from_a_terminal(sim: Simulator) -> None:
    shop_id = str(sim.ready["shop_id"])
    assert "GBP" in typed(sim, "money", "show")
    assert [row["closes"] for row in told(sim, "money", "show")] == [True, True]
    assert "settle_days" in typed(sim, "money", "terms", shop_id)
    assert told(sim, "money", "terms", shop_id, "settle_days=3", "tier=null")["overrides"] == {"settle_days": 3}
    assert "transaction_missing" in typed(sim, "money", "plant")
    assert len(told(sim, "money", "plant")) >= 55
    assert "armed" in typed(sim, "money", "plant", "doubled_fee", "--shop", shop_id, "--count", "2")
    assert "next statement" in typed(sim, "money", "adjust", "PLATFORM_PENALTY", "-12.50", "--shop", shop_id)
    assert told(sim, "money", "adjust", "REBATE", "1.00")["type"] == "REBATE"
    sim.post("clock", {"advance_s": 2 * 86_400, "wait": False})
    assert [fault["state"] for fault in told(sim, "money", "faults", "--shop", shop_id)] == ["struck", "struck"]
    assert "fee_differs_from_rate" in typed(sim, "money", "faults", "--state", "struck")
    told(sim, "money", "plant", "settled_early")
    assert all(fault["state"] == "struck" for fault in told(sim, "money", "faults", "--clear"))
    sim.post("money/transfers", {"amount": "20.00", "shop_id": shop_id})
    assert "PROCESSING" in typed(sim, "money", "withdraw", "5.00", "--shop", shop_id)
    assert told(sim, "money", "withdraw", "5.00", "--refused", "--shop", shop_id)["status"] == "PROCESSING"
    for wrong in (
        ("money", "plant", "nonsense"),
        ("money", "terms", shop_id, "no_such=1"),
        ("money", "withdraw", "1000000"),
    ):
        typed(sim, *wrong, code=1)
    typed(sim, "money", "terms", shop_id, "nonsense", code=2)


def test_our_client_reads_what_the_simulator_settled(sim: Simulator) -> None:
    ready = sim.ready
    with Client(
        ready["app_key"],
        ready["app_secret"],
        ready["access_token"],
        base_url=ready["base_url"],
        shop_cipher=ready["shop_cipher"],
    ) as shop:
        for statement in shop.iterate("finance.get_statements"):
            rows = list(shop.iterate("finance.get_transactions_by_statement", statement_id=statement["id"]))
            assert sum(Decimal(row["settlement_amount"]) for row in rows) == Decimal(statement["settlement_amount"])
        waiting = list(shop.iterate("finance.get_unsettled_transactions"))
        assert waiting
        paid = [payment["status"] for payment in shop.iterate("finance.get_payments")]
        assert paid
        assert set(paid) <= {"PAID", "PROCESSING"}
    assert sim.get("truth")["statements"] > 5
