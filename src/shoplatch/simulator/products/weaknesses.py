"""What could be better about a listing: the diagnoses of the platform's listing quality, as simple rules (inferred).

The catalog shows one code (TITLE_LESS_THAN_40_CHARACTERS) and the five fields; the other codes are named after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Product


@dataclass(frozen=True, slots=True)
class Weakness:
    """One thing to do about a listing; `tier` is what the field is without it."""

    field: str  # TITLE | DESCRIPTION | IMAGE | ATTRIBUTE | SIZE_CHART
    code: str
    advice: str
    tier: str = "FAIR"


_SHORT_TITLE = Weakness("TITLE", "TITLE_LESS_THAN_40_CHARACTERS", "Names must be at least 40 characters.")
_SHORT_TEXT = Weakness(
    "DESCRIPTION", "DESCRIPTION_LESS_THAN_300_CHARACTERS", "Describe the product in 300 characters or more."
)
_NO_PICTURE = Weakness("DESCRIPTION", "DESCRIPTION_WITHOUT_IMAGE", "Add a picture to the description.")
_FEW_IMAGES = Weakness("IMAGE", "FEWER_THAN_5_IMAGES", "Show the product in at least five pictures.")
_FEW_ATTRIBUTES = Weakness("ATTRIBUTE", "KEY_ATTRIBUTES_MISSING", "Fill in the recommended attributes.")
_NO_CHART = Weakness("SIZE_CHART", "SIZE_CHART_MISSING", "Add a size chart.")


def weaknesses(product: Product) -> list[Weakness]:
    """Everything the platform would recommend, in the order of the fields."""
    category = catalogue().category(product.category_id)
    charted = category is not None and category.rules.size_chart
    judged = (
        (_SHORT_TITLE, len(product.title) < 40),
        (_SHORT_TEXT, len(product.description) < 300),
        (_NO_PICTURE, "<img" not in product.description),
        (_FEW_IMAGES, len(product.image_uris) < 5),
        (_FEW_ATTRIBUTES, not product.attributes),
        (_NO_CHART, bool(charted) and not product.more.get("size_chart")),
    )
    return [weakness for weakness, holds in judged if holds]
