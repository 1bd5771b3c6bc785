"""The pytest fixtures that play scenarios and recordings. A plugin of its own: they need the client, which the fixtures of a
shop do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from shoplatch.testing.desk.playground import Playground
    from shoplatch.testing.recorder import Replayed


def pytest_addoption(parser: pytest.Parser) -> None:
    """Make the option known."""
    parser.getgroup("shoplatch").addoption(
        "--tiktok-record-from",
        metavar="URL",
        help="recordings that tiktok_recording does not find are made, by calling this platform",
    )


@pytest.fixture
def tiktok_scenario(tiktok_playground: Playground) -> Callable[[str], None]:
    """Plays a scenario on a fresh shop, by the name of one that comes with Shoplatch or the path of a file of yours."""
    from shoplatch.errors import NotFound
    from shoplatch.testing.scenarios.playing import play_on
    from shoplatch.testing.scenarios.reading import library, load

    def played(name: str) -> None:
        file = Path(name)
        if file.suffix == ".feature" and not file.exists():
            raise NotFound(f"There is no file {file.absolute()}", next_step="A path is read from where pytest was started.")
        for scenario in load(file) if file.exists() else library([name]):
            outcome = play_on(tiktok_playground, scenario)
            assert outcome.holds, str(outcome)

    return played


@pytest.fixture
def tiktok_recording(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Replayed]]:
    """A platform that answers with a recording: `platform = tiktok_recording("day.jsonl")`, then `platform.base_url`.

    The file is looked for beside the test. A call that was never recorded fails the test at its end, with what the nearest
    recorded call differs in; a test that means it empties `platform.missed`. With `--tiktok-record-from URL` a file that is
    not there is recorded from that platform while the test runs.
    """
    from shoplatch.testing.recorder import Replayed, recorded, replayed

    upstream = request.config.getoption("--tiktok-record-from")
    playing: list[Replayed] = []
    with ExitStack() as stack:

        def opened(name: str) -> Replayed:
            file = request.path.parent / name
            if upstream and not file.exists():
                return Replayed(stack.enter_context(recorded(file, upstream)))
            playing.append(stack.enter_context(replayed(file)))
            return playing[-1]

        yield opened
    refused = [line for one in playing for line in (one.refusals if one.missed else ())]
    if refused:
        pytest.fail("\n".join(dict.fromkeys(refused)), pytrace=False)
