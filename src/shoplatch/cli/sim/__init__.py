"""`shoplatch sim`: drives a running simulator through its control address, by plain HTTP, as any program could."""

from __future__ import annotations

import click

from shoplatch.cli.sim.orders import orders
from shoplatch.cli.sim.webhooks import deliveries, faults
from shoplatch.cli.sim.world import apps, clock, shops, traffic, truth


@click.group(
    help="Drive a running simulator: its truth, clock, orders, traffic, deliveries and faults.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim truth --json\n"
    "  shoplatch sim clock --advance 3h\n"
    "  shoplatch sim traffic --rate 60 --start\n"
    "  shoplatch sim faults --drop 0.05 --duplicate 0.05 --shuffle"
)
def command() -> None:
    pass


for part in (truth, clock, orders, traffic, deliveries, faults, shops, apps):
    command.add_command(part)
