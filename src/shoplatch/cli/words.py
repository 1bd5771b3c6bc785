"""Kinds of arguments that many commands take: an operation of the catalog, with completion and the nearest names."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.errors import NotFound


class OperationType(click.ParamType[Operation]):
    """An operation by its id or `capability@version`. A name that is not in the catalog is a usage error."""

    name = "operation"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Operation:
        if isinstance(value, Operation):
            return value
        try:
            return reader.operation(str(value))
        except NotFound as unknown:
            self.fail(str(unknown), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        return [CompletionItem(name) for name in reader.operation_ids() if name.startswith(incomplete)]


OPERATION = OperationType()


def order_statuses() -> tuple[str, ...]:
    """The statuses an order can have, as the catalog lists them."""
    body = reader.operation("order.get_order_list").body
    return tuple(str(status) for status in body.properties["order_status"].enum) if body else ()
