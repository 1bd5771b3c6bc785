"""What falls due for products."""

from shoplatch.simulator.products import audit, opportunities, selling, size_charts, uploads
from shoplatch.simulator.state.world import World


def register(world: World) -> None:
    """Teach the world what the due entries of products do."""
    world.happenings["product.audited"] = audit.audited
    world.happenings["product.translated"] = uploads.translated
    world.happenings["product.appealed"] = size_charts.appealed
    world.happenings["product.opportunity_judged"] = opportunities.judged
    world.happenings["product.list_price_ended"] = selling.list_price_ended
    world.happenings["product.matched"] = opportunities.matched
