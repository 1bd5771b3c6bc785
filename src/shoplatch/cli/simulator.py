"""`shoplatch simulator`: runs a TikTok Shop on this machine."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from shoplatch.cli.show import say
from shoplatch.cli.tether import tether_option
from shoplatch.errors import ConfigError
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.ready import Ready
from shoplatch.simulator.saving import write_private
from shoplatch.simulator.server import run

WORLDS = ("empty", "stocked", "demo", "million")
TOKEN_MIN = 16
FileName = click.Path(path_type=Path, dir_okay=False)


def _rate_limit(_: click.Context, __: click.Parameter, value: str) -> str:
    if value not in ("off", "documented", "advised") and not (value.isascii() and value.isdigit() and int(value) > 0):
        raise click.BadParameter(f"{value!r} is not off, documented, advised, or a number of calls a second.")
    return value


def _markets(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(one.strip().upper() for one in value.split(",") if one.strip())


def _token(_: click.Context, __: click.Parameter, value: Path | None) -> str | None:
    """The token in the file, made if there is none; for its owner alone."""
    if value is None:
        return None
    try:
        if not value.exists():
            write_private(value, secrets.token_urlsafe(32).encode() + b"\n")
        token = value.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError, ConfigError) as failure:
        raise click.BadParameter(f"{value} cannot be used: {failure}") from failure
    if len(token) < TOKEN_MIN:
        raise click.BadParameter(f"{value} holds no token of at least {TOKEN_MIN} characters.")
    return token


@click.command(
    help="Run a TikTok Shop on this machine: API, consent pages, webhooks, buyers. Nothing leaves the machine.\n\n"
    "Clients work by changing their base URL only. Its control and a page to look at are under /_sim/.\n\n"
    "\b\nExamples:\n"
    "  shoplatch simulator --world demo --ready-file simulator.json\n"
    "  shoplatch simulator --port 0 --world empty --rate-limit off --ready-file simulator.json\n"
    "  shoplatch simulator --world demo --state world.state\n"
    "  shoplatch simulator --world stocked --markets BR,ID,DE --ready-file simulator.json"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--world", type=click.Choice(WORLDS), default="demo", show_default=True, help="What is in it at the start.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same world.")
@click.option(
    "--markets",
    default="",
    metavar="BR,DE,...",
    callback=_markets,
    help="Shops in these markets too, beside GB and US, each under the rules of its own.",
)
@click.option("--rate-limit", default="documented", show_default=True, metavar="off|documented|advised|N",
              callback=_rate_limit, help="Calls a second for each app, shop and operation.")  # fmt: skip
@click.option("--ready-file", type=FileName, help="Write address, keys and tokens here, as JSON, when it is ready.")
@click.option(
    "--state", "state_file", type=FileName, help="Keep the world in this file over restarts; written every few seconds."
)
@click.option("--control-token-file", type=FileName, callback=_token, help="Open /_sim/ to other machines that show the"
              " token in this file. A new one is written if there is no such file.")  # fmt: skip
@click.option("--redirect", "redirect_folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Lead TikTok's own hosts here, for clients that cannot be told another: a proxy for HTTPS_PROXY, whose"
              " certificates are kept in this folder.")  # fmt: skip
@click.option(
    "--redirect-port", type=click.IntRange(0, 65_535), default=8766, show_default=True, help="Where that proxy listens."
)
@tether_option
def command(
    host: str,
    port: int,
    world: str,
    seed: int,
    markets: tuple[str, ...],
    rate_limit: str,
    ready_file: Path | None,
    state_file: Path | None,
    control_token_file: str | None,
    redirect_folder: Path | None,
    redirect_port: int,
) -> None:
    options = SimulatorOptions(
        host=host,
        port=port,
        world=world,
        seed=seed,
        markets=markets,
        rate_limit=rate_limit,
        ready_file=ready_file,
        state_file=state_file,
        control_token=control_token_file,
        redirect_folder=redirect_folder,
        redirect_port=redirect_port,
    )
    run(options, on_ready=lambda ready: _tell(ready, ready_file))


def _tell(ready: Ready, ready_file: Path | None) -> None:
    say(f"A simulated TikTok Shop answers at {ready.base_url}. Ctrl-C stops it.")
    say(f"Look at it:  {ready.base_url}/_sim/")
    say(f"Keys and tokens:  {ready_file}" if ready_file else "Keys and tokens go to a file: --ready-file simulator.json")
    if "https_proxy" in ready.told:
        say(f"For clients with fixed hosts:  HTTPS_PROXY={ready.told['https_proxy']} SSL_CERT_FILE={ready.told['ca_file']}")
    say(f"Drive it:  shoplatch sim traffic --rate 60 --start --url {ready.base_url}")
