"""Typed views of the core reads: orders, products, stock, packages, warehouses, shops.

Fields are spelled as TikTok Shop spells them; every one is optional, ids and money are text, enum values are plain text
because their lists are open in practice. A view holds what an integration works with; the bytes it was read from hold
the rest. Which operation gives which view is in `client.views`.
"""

from shoplatch.client.models.addresses import Address, District
from shoplatch.client.models.goods import (
    Brand,
    Category,
    Image,
    InventoryItem,
    Price,
    Product,
    SalesAttribute,
    Sku,
    SkuInventory,
    SkuStock,
    WarehouseStock,
)
from shoplatch.client.models.orders import CombinedSku, ItemTax, Order, OrderLine, PackageRef, Payment
from shoplatch.client.models.parcels import AuthorizedShop, Package, PackageOrder, PackageSku, Warehouse

__all__ = [
    "Address",
    "AuthorizedShop",
    "Brand",
    "Category",
    "CombinedSku",
    "District",
    "Image",
    "InventoryItem",
    "ItemTax",
    "Order",
    "OrderLine",
    "Package",
    "PackageOrder",
    "PackageRef",
    "PackageSku",
    "Payment",
    "Price",
    "Product",
    "SalesAttribute",
    "Sku",
    "SkuInventory",
    "SkuStock",
    "Warehouse",
    "WarehouseStock",
]
