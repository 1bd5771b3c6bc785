"""The pytest fixture that plays scenarios. A plugin of its own: it needs the client, which the fixtures of a shop do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from shoplatch.testing.desk.playground import Playground


@pytest.fixture
def tiktok_scenario(tiktok_playground: Playground) -> Callable[[str], None]:
    """Plays a scenario on a fresh shop, by the name of one that comes with Shoplatch or the path of a file of yours."""
    from shoplatch.testing.scenarios.playing import play_on
    from shoplatch.testing.scenarios.reading import library, load

    def played(name: str) -> None:
        for scenario in load(Path(name)) if Path(name).exists() else library([name]):
            outcome = play_on(tiktok_playground, scenario)
            assert outcome.holds, str(outcome)

    return played
