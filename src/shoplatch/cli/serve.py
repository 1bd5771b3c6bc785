"""`shoplatch serve`: runs the platform."""

from __future__ import annotations

import click

from shoplatch.cli.home import settings
from shoplatch.cli.tether import tether_option

ROLES = ("all", "web", "worker")


@click.command(
    help="Run the platform until it is told to stop (Ctrl-C, SIGTERM).\n\n"
    "`all` starts and watches the database, a web process and a worker process. On several machines, run `web` and "
    "`worker` by themselves with SHOPLATCH_DATABASE_URL.\n\n"
    "\b\nExamples:\n"
    "  shoplatch serve\n"
    "  shoplatch serve --port 9000\n"
    "  SHOPLATCH_PUBLIC_URL=https://shop.example.com shoplatch serve --host 0.0.0.0"
)
@click.option("--role", type=click.Choice(ROLES), default="all", show_default=True, help="What this process does.")
@click.option("--host", help="The address to listen on (SHOPLATCH_HOST).")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on (SHOPLATCH_PORT); 0 takes a free one.")
@click.option("--listen-fd", type=int, hidden=True, help="A listening socket that was handed over.")
@tether_option
def command(role: str, host: str | None, port: int | None, listen_fd: int | None) -> None:
    options = settings(host=host, port=port)
    # Each role loads what it needs alone: the supervisor must stay small, it outlives the others.
    if role == "web":
        from shoplatch.serve.web import web

        web(options, listen_fd=listen_fd)
    elif role == "worker":
        from shoplatch.serve.worker import worker

        worker(options)
    else:
        from shoplatch.serve.supervise import supervise

        click.get_current_context().exit(supervise(options))
