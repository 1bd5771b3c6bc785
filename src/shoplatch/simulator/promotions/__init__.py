"""Promotions and coupons: how they are made, run by the clock, hold prices and stock, cheapen orders (section 14)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.promotions import calls, coupons
from shoplatch.simulator.promotions.calls import create, put
from shoplatch.simulator.promotions.coupons import make as make_coupon
from shoplatch.simulator.promotions.life import register

HANDLERS: dict[str, Handler] = {**calls.HANDLERS, **coupons.HANDLERS}

__all__ = ["HANDLERS", "create", "make_coupon", "put", "register"]
