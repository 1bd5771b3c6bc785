"""Scenes of finance: two weeks of trade, some of it settled (`outside_stage` says what a scene is)."""

from __future__ import annotations

from tests.simulator.proofs.outside_stage import Said, Stage, said, scene


def _statement(on: Stage) -> str:
    told = on.call("finance.get_statements", said(sort_field="statement_time", page_size=10))
    return str(told["statements"][0]["id"])


@scene("finance.get_statements", world="demo")
def _(_on: Stage) -> Said:
    return said(sort_field="statement_time", page_size=10)


@scene("finance.get_payments", world="demo")
def _(_on: Stage) -> Said:
    return said(sort_field="create_time", page_size=10)


@scene("finance.get_transactions_by_statement", world="demo")
def _(on: Stage) -> Said:
    return said(statement_id=_statement(on), sort_field="order_create_time", page_size=10)


@scene("finance.get_unsettled_transactions", world="demo")
def _(_on: Stage) -> Said:
    return said(sort_field="order_create_time", page_size=10)


@scene("finance.get_trade_in_account_transactions", world="demo")
def _(_on: Stage) -> Said:
    return said(sort_field="order_create_time", page_size=10)
