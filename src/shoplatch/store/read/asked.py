"""What a question is asked about, as a table of its own: shops, each perhaps with its moment or window.

Arrays and not VALUES: the text of the statement stays the same whatever is asked, so it is made once and not per page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import TableValuedAlias, Text, bindparam, column, func
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.types import TypeEngine

TEXT, MOMENT = Text(), TIMESTAMP(timezone=True)


def asked(**columns: tuple[TypeEngine[Any], Sequence[object]]) -> TableValuedAlias:
    """A table called `asked` with these columns: name to type and values, all equally many."""
    arrays = [bindparam(None, list(values), ARRAY(kind)) for kind, values in columns.values()]
    shape = [column(name, kind) for name, (kind, _) in columns.items()]
    return func.unnest(*arrays).table_valued(*shape, name="asked").render_derived()
