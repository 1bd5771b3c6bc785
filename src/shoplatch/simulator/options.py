"""How a simulator is started. Plain values; reading files, the environment or arguments is the terminal's work."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SimulatorOptions:
    """One process, one world.

    `rate_limit`: "off", "documented" (50 a second for each app, shop and operation), "advised" (bands by kind of call), or a
    number of calls a second. `state_file` is read at the start if it exists, written every few seconds and at the end.
    `markets` are opened beside GB and US, in a restored world too if it lacks them. `control_token` opens `/_sim/` from
    other hosts.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    world: str = "demo"
    seed: int = 1
    markets: tuple[str, ...] = ()
    rate_limit: str = "documented"
    ready_file: Path | None = None
    state_file: Path | None = None
    redirect_folder: Path | None = None  # certificates for clients with hard-coded hosts; none: no redirect
    redirect_port: int = 8766
    control_token: str | None = field(default=None, repr=False)
