"""Categories, attributes and brands a product may name: one small tree for every market, kept as data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class CategoryRules(msgspec.Struct, frozen=True):
    """What a leaf demands beyond what every product needs."""

    size_chart: str = ""  # supported | required
    required_attributes: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()  # ids; all of them are required
    package_dimensions: bool = False


class Category(msgspec.Struct, frozen=True):
    """A node of the tree; products take leaves only."""

    id: str
    name: str
    parent_id: str  # "0" at the top
    is_leaf: bool
    permission: str = "AVAILABLE"  # AVAILABLE | INVITE_ONLY | NON_MAIN_CATEGORY | PROHIBITED
    skips_hold: bool = False  # orders of such things skip ON_HOLD (platform.md section 8.1)
    rules: CategoryRules = CategoryRules()


class Attribute(msgspec.Struct, frozen=True):
    """A property of products (PRODUCT_PROPERTY) or what tells SKUs apart (SALES_PROPERTY)."""

    id: str
    name: str
    type: str
    required: bool
    multiple: bool
    customizable: bool
    values: tuple[tuple[str, str], ...]


class Brand(msgspec.Struct, frozen=True):
    """A brand; `authorized` says whether the shop may sell it."""

    id: str
    name: str
    authorized: bool


class Certificate(msgspec.Struct, frozen=True):
    """A document some categories demand."""

    id: str
    name: str
    document_details: str
    expires: bool


class Catalogue(msgspec.Struct, frozen=True):
    """Everything the file holds."""

    categories: tuple[Category, ...]
    attributes: tuple[Attribute, ...]
    brands: tuple[Brand, ...]
    certificates: tuple[Certificate, ...]

    def category(self, category_id: str) -> Category | None:
        """A category by id."""
        return next((category for category in self.categories if category.id == category_id), None)

    def chain(self, category_id: str) -> list[Category]:
        """From the top down to the category."""
        found: list[Category] = []
        category = self.category(category_id)
        while category is not None:
            found.insert(0, category)
            category = self.category(category.parent_id)
        return found

    def attribute(self, attribute_id: str) -> Attribute | None:
        """An attribute by id."""
        return next((attribute for attribute in self.attributes if attribute.id == attribute_id), None)

    def certificate(self, certificate_id: str) -> Certificate | None:
        """A document by id."""
        return next((one for one in self.certificates if one.id == certificate_id), None)

    def brand(self, brand_id: str) -> Brand | None:
        """A brand by id."""
        return next((brand for brand in self.brands if brand.id == brand_id), None)


@cache
def catalogue() -> Catalogue:
    """The one catalogue of the simulator."""
    return msgspec.json.decode(files(__package__).joinpath("catalogue.json").read_bytes(), type=Catalogue)
