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
    from shoplatch.testing.scenarios.house import House
    from shoplatch.testing.scenarios.reading import Scenario


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
    from shoplatch.testing.scenarios.playing import play_on

    def played(name: str) -> None:
        for scenario in _named(name):
            outcome = play_on(tiktok_playground, scenario)
            assert outcome.holds, str(outcome)

    return played


@pytest.fixture(scope="session")
def tiktok_platform() -> Iterator[House]:
    """A platform (database, web server, worker) connected to a simulator of its own: started once, for all tests of a run.

    It needs `pip install "shoplatch[platform,testing]"`.
    """
    from shoplatch.testing.scenarios.house import house_started

    with house_started() as house:
        yield house


@pytest.fixture
def tiktok_platform_scenario(tiktok_platform: House) -> Callable[[str], None]:
    """Plays a scenario with a platform, and holds its store against what the file expects of it."""
    from shoplatch.testing.scenarios.playing import play_on

    def played(name: str) -> None:
        for scenario in _named(name):
            outcome = play_on(tiktok_platform, scenario)
            assert outcome.holds, str(outcome)

    return played


def _named(name: str) -> list[Scenario]:
    """The scenarios of a file, or those of the library whose name holds a word. Raises NotFound."""
    from shoplatch.errors import NotFound
    from shoplatch.testing.scenarios.reading import library, load

    file = Path(name)
    if file.suffix == ".feature" and not file.exists():
        raise NotFound(f"There is no file {file.absolute()}", next_step="A path is read from where pytest was started.")
    return load(file) if file.exists() else library([name])


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
