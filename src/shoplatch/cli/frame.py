"""The frame around every command: the lazy table as a click group, and one place where errors become exit codes.

Knows no command. A command raises; here it becomes one sentence on standard error and the promised exit code.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from shoplatch.errors import (
    ConfigError,
    InvalidRequest,
    PermissionMissing,
    Reauthorize,
    Retriable,
    ShoplatchError,
)

if TYPE_CHECKING:
    from shoplatch.cli.table import Section

FINE, NO, USAGE, NOT_CONNECTED, UNREACHABLE = 0, 1, 2, 3, 4
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
INTERRUPTED = 130  # what a shell expects of a program that Ctrl-C ended


class _Call:
    """What a fault has to know of the call that it ended: click's own context has gone when it arrives here."""

    def __init__(self) -> None:
        self.command = ""
        self.home: Path | None = None


_CALL: ContextVar[_Call | None] = ContextVar("the call that is guarded", default=None)


def exit_code(error: ShoplatchError) -> int:
    """The promised exit code: 1 the answer is no, 2 usage, 3 not connected or authorized, 4 platform unreachable."""
    if isinstance(error, ConfigError):
        return USAGE
    if isinstance(error, Reauthorize | PermissionMissing):
        return NOT_CONNECTED
    if isinstance(error, Retriable):
        return UNREACHABLE
    # Refused before anything was sent: what was typed is wrong. Refused by the platform (it gave a code): it ran.
    if isinstance(error, InvalidRequest) and error.code is None:
        return USAGE
    return NO


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; its help page needs none of them."""

    def __init__(self, *, sections: tuple[Section, ...], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]  # click's own keyword arguments, handed through
        self._sections = sections
        self._entries = {name: entry for section in sections for name, entry in section.entries.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self._entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        entry = self._entries.get(cmd_name)
        if entry is None:
            return None
        if call := _CALL.get():
            call.command = cmd_name
        try:
            module = importlib.import_module(entry.module)
        except ModuleNotFoundError as missing:
            raise _not_installed(cmd_name, missing) from missing
        return cast(click.Command, getattr(module, entry.attribute))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self._entries:
            raise click.UsageError(gettext("No such command") + f" {args[0]!r}." + near(args[0], self._entries), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        width = max(map(len, self._entries))
        for section in self._sections:
            with formatter.section(section.title):
                formatter.write_dl([(name.ljust(width), entry.line) for name, entry in section.entries.items()])


def near(word: str, known: object) -> str:
    """ " Did you mean x?" where something close is known, or nothing."""
    import difflib  # 5 ms, only where something was mistyped

    close = difflib.get_close_matches(word, list(cast("dict[str, object]", known)), 1, 0.5)
    return f" Did you mean {close[0]!r}?" if close else ""


class _Folder(click.Path):
    """A folder that is named: `--home "$HOME_OF_SHOP"` without that variable would be the folder one happens to stand in."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value):
            self.fail('is empty. Is the variable set that it is read from? "." is the folder you are in.', param, ctx)
        return super().convert(value, param, ctx)


def build(sections: tuple[Section, ...]) -> click.Group:
    """The program `shoplatch` as one click group."""
    return LazyGroup(
        name="shoplatch",
        sections=sections,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        params=[
            click.Option(
                ["--home"], type=_Folder(path_type=Path, file_okay=False), help="The data folder (SHOPLATCH_HOME)."
            ),
            click.Option(["--debug"], is_flag=True, help="Show the traceback of a fault of ours."),
            click.Option(
                ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
            ),
        ],
        callback=_remember,
        help="Shoplatch: your TikTok Shop in a database of your own, and a TikTok Shop to try it on.\n\n"
        "Start with `shoplatch demo`. Every command explains itself with --help.",
        no_args_is_help=True,
    )


def run(sections: tuple[Section, ...]) -> None:
    """Run the program and leave with the promised exit code; a traceback is shown only with --debug."""
    sys.exit(
        guarded(lambda: build(sections).main(standalone_mode=False, prog_name="shoplatch"), debug="--debug" in sys.argv)
    )


def guarded(program: Callable[[], object], *, debug: bool) -> int:
    """Run `program`; turn whatever it raises into one sentence on standard error and an exit code."""
    call = _Call()
    before = _CALL.set(call)
    try:
        return _ended(program, call, debug=debug)
    finally:
        _CALL.reset(before)


def _ended(program: Callable[[], object], call: _Call, *, debug: bool) -> int:
    try:
        code = program()
    except click.exceptions.NoArgsIsHelpError as help_page:
        click.echo(help_page.ctx.get_help() if help_page.ctx else "", err=True)
        return USAGE
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except ShoplatchError as error:
        if debug:
            raise
        click.echo(f"{click.style('error:', fg='red')} {error}", err=True)
        return exit_code(error)
    except BrokenPipeError:  # `shoplatch operations list | head`: the reader has what it wanted
        sys.stderr.close()
        return FINE
    except Exception as fault:
        if debug:
            raise
        if isinstance(fault, ModuleNotFoundError) and not (fault.name or "shoplatch").startswith("shoplatch"):
            missing = _not_installed(call.command, fault)
            click.echo(f"{click.style('error:', fg='red')} {missing}", err=True)
            return exit_code(missing)
        if isinstance(fault, OSError) and fault.errno in NO_ROOM:
            full = _no_room(fault)
            click.echo(f"{click.style('error:', fg='red')} {full}", err=True)
            return exit_code(full)
        return _fault(fault, call.home)
    return code if isinstance(code, int) else FINE


def _no_room(full: OSError) -> ConfigError:
    """A full disk, a quota or a limit of file size, whichever file met it: no fault of ours."""
    where = f"{full.filename} was" if full.filename else "what was to be written (the output, or a file of the home) was"
    return ConfigError(f"{where} not written whole: {full.strerror}", next_step="Make room on that disk, then run it again.")


def _fault(fault: Exception, home: Path | None) -> int:
    from shoplatch.cli.crash import write_down

    where = write_down(fault, home=home)
    click.echo(f"{click.style('error:', fg='red')} A fault of ours: {type(fault).__name__}. {where}", err=True)
    return NO


def _remember(home: Path | None, *, debug: bool) -> None:  # noqa: ARG001 - `run` reads --debug itself, before click does
    click.get_current_context().obj = home
    if call := _CALL.get():
        call.home = home


def _version(ctx: click.Context, _: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        from shoplatch import __version__

        click.echo(f"shoplatch {__version__}")
        ctx.exit()


def _not_installed(name: str, missing: ModuleNotFoundError) -> ConfigError:
    part = {"simulator": "simulator", "bench": "testing,platform", "demo": "platform,simulator"}.get(name, "platform")
    if (missing.name or "").startswith("shoplatch"):
        return ConfigError(f"`shoplatch {name}` is not in this version", next_step="See `shoplatch --help` for what is.")
    return ConfigError(
        f"`shoplatch {name}` needs {missing.name}, which is not installed",
        next_step=f'Install it with: pip install "shoplatch[{part}]"',
    )
