"""Money: orders settle, statements close, payments go out, faults can be planted (platform.md section 15)."""

from shoplatch.simulator.money.calls import HANDLERS
from shoplatch.simulator.money.closing import begin, register
from shoplatch.simulator.money.terms import override

__all__ = ["HANDLERS", "begin", "override", "register"]
