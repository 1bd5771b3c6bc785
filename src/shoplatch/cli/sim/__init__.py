"""`shoplatch sim`: drives a running simulator through its control address, by plain HTTP, as any program could."""

from __future__ import annotations

import click

from shoplatch.cli.sim.ask import ask
from shoplatch.cli.sim.buyers import messages, returns, reviews
from shoplatch.cli.sim.chaos import chaos
from shoplatch.cli.sim.facts import coverage, ledger, switches
from shoplatch.cli.sim.money import money
from shoplatch.cli.sim.orders import orders
from shoplatch.cli.sim.requests import requests
from shoplatch.cli.sim.snapshots import restore, snapshot
from shoplatch.cli.sim.trigger import trigger
from shoplatch.cli.sim.webhooks import deliveries, faults
from shoplatch.cli.sim.world import apps, clock, shops, traffic, truth


@click.group(
    help="Drive a running simulator: its truth, clock, orders, buyers, money, traffic, webhooks, faults, copies, facts.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim truth --json\n"
    "  shoplatch sim clock --advance 3h\n"
    "  shoplatch sim traffic --rate 60 --start\n"
    "  shoplatch sim money plant doubled_fee\n"
    "  shoplatch sim faults --drop 0.05 --duplicate 0.05 --shuffle\n"
    "  shoplatch sim chaos add --operation order.get_order_list --fault rate_limited --every 3\n"
    "  shoplatch sim trigger ORDER_STATUS_CHANGE --set order_status=DELIVERED\n"
    "  shoplatch sim snapshot before-the-sale\n"
    "  shoplatch sim ask shops region=BR"
)
def command() -> None:
    pass


PARTS = (
    *(truth, clock, orders, returns, messages, reviews, money, traffic, trigger, deliveries, faults, chaos, requests),
    *(snapshot, restore, switches, coverage, ledger, shops, apps, ask),
)
for part in PARTS:
    command.add_command(part)
