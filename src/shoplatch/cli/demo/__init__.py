"""`shoplatch demo`: from nothing to a connected shop with live orders on screen, in one command.

Nothing on the path is pretended: a simulator and the platform run as processes of their own, speak HTTP, and the seller's
consent is the OAuth walk that production takes.
"""

from __future__ import annotations

from pathlib import Path

import click

from shoplatch.cli.demo.run import Wanted, demo


@click.command(
    help="Start a simulated TikTok Shop and the platform, connect them, and let buyers buy. Prints the console's address "
    "with a sign-in link and runs until Ctrl-C.\n\n"
    "With --for it ends by itself: stops the buyers, waits until everything has arrived (15 seconds at most), compares the "
    "store with the simulator, and exits 0 only if they agree. With --json the last line is one JSON object.\n\n"
    "\b\nExamples:\n"
    "  shoplatch demo\n"
    "  shoplatch demo --for 30 --json\n"
    "  shoplatch demo --rate 300 --burst 500 --port 9000\n"
    "  shoplatch demo --home ./my-demo"
)
@click.option("--for", "for_s", type=click.FloatRange(1, 86_400), metavar="SECONDS", help="End by itself after so long.")
@click.option("--json", is_flag=True, help="One JSON object as the last line; the rest goes to standard error.")
@click.option(
    "--rate", type=click.FloatRange(0, 6_000), default=60, show_default=True, help="Orders a minute, both shops together."
)
@click.option("--burst", type=click.IntRange(0, 20_000), default=0, help="So many orders at once at the start.")
@click.option("--port", type=click.IntRange(1, 65_535), help="The console's port; without it any free one.")
@click.option("--home", type=click.Path(path_type=Path), help="Keep the demo in this folder; without it nothing is kept.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same world.")
def command(
    for_s: float | None, rate: float, burst: int, port: int | None, home: Path | None, seed: int, *, json: bool
) -> None:
    given = click.get_current_context().find_root().obj
    chosen = home or (given if isinstance(given, Path) else None)
    wanted = Wanted(for_s=for_s, json=json, rate=rate, burst=burst, port=port, home=chosen, seed=seed)
    click.get_current_context().exit(demo(wanted))
