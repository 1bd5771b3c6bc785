"""The API as attributes: every operation is found by its name, none is imported, and what is misspelt is said so."""

from __future__ import annotations

import inspect
import operator
import subprocess
import sys
from pathlib import Path

import pytest

from shoplatch.catalog import reader
from shoplatch.client import shapes, shaping
from shoplatch.client.areas import NoSuchOperation
from shoplatch.client.reading import read
from shoplatch.errors import InvalidRequest, NotFound
from tests.client.scripted import AsyncScript, Script, answer, async_client, client
from tools import stubs

ROOT = Path(__file__).resolve().parents[2]


def test_an_operation_is_an_attribute_of_its_area() -> None:
    script = Script(answer({"orders": [{"id": "1"}]}))
    reply = client(script).order.get_order_list(page_size=2, order_status="UNPAID")
    assert reply.items()[0].typed.id == "1"
    assert script.queries[0]["page_size"] == "2"
    assert script.bodies[0] == {"order_status": "UNPAID"}


async def test_the_asynchronous_client_has_the_same_attributes() -> None:
    script = AsyncScript(answer({"orders": [{"id": "1"}]}))
    shop = async_client(script)
    reply = await shop.order.get_order_list(page_size=2, body={"order_status": "UNPAID"})
    assert reply.items()[0]["id"] == "1"
    assert [row["id"] async for page in shop.order.get_order_list.pages(order_status="UNPAID") for row in page] == ["1"]


def test_a_walk_starts_from_the_attribute() -> None:
    script = Script(answer({"orders": [{"id": "1"}], "next_page_token": "t"}), answer({"orders": [{"id": "2"}]}))
    rows = [row.typed.id for page in client(script).order.get_order_list.pages() for row in page]
    assert rows == ["1", "2"]


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("order.get_order_lists", "order.get_order_list"),
        ("orders", "order"),
        ("product.get_products", "product.get_product"),
        ("order.search_products", "product.search_products"),
    ],
)
def test_a_name_that_is_none_names_the_nearest(path: str, nearest: str) -> None:
    with pytest.raises(NotFound, match="no ") as told:
        operator.attrgetter(path)(client(Script(answer({}))))
    assert nearest in (told.value.next_step or "")
    assert isinstance(told.value, AttributeError)  # so that hasattr and completion work as always


def test_a_parameter_that_is_none_names_the_nearest() -> None:
    with pytest.raises(InvalidRequest, match="page_size"):
        client(Script(answer({}))).order.get_order_list(page_sise=1)  # type: ignore[call-arg]


def test_what_python_looks_for_by_itself_is_not_taken_for_an_area() -> None:
    shop = client(Script(answer({})))
    assert not hasattr(shop, "_repr_html_")
    assert not hasattr(shop.order, "__wrapped__")
    assert not hasattr(shop, "ordr")
    with pytest.raises(AttributeError) as told:
        shop._ipython_display_  # type: ignore[attr-defined]  # noqa: B018
    assert not isinstance(told.value, NoSuchOperation)


def test_all_newest_operations_are_listed_and_found() -> None:
    shop = client(Script(answer({})))
    areas = [name for name in dir(shop) if type(getattr(shop, name, None)).__name__ == "Area"]
    found = {getattr(getattr(shop, area), name).id for area in areas for name in dir(getattr(shop, area))}
    assert found == {head.id for head in reader.heads() if head.latest}


def test_an_operation_describes_itself() -> None:
    operation = client(Script(answer({}))).order.get_order_list
    assert repr(operation).startswith("<order.get_order_list: POST /order/202309/orders/search, read, pages of")
    assert "order_status (body, string): UNPAID" in inspect.getdoc(operation)  # type: ignore[operator]
    names = inspect.signature(operation).parameters
    assert names["page_size"].default is inspect.Parameter.empty
    assert names["order_status"].default is None
    assert repr(client(Script(answer({}))).order) == "<order: 9 operations>"


def test_using_one_operation_decodes_one() -> None:
    source = (
        "from shoplatch.client import Client; from shoplatch.catalog.operations import opened\n"
        "Client('k', 's', 't').order.get_order_list; import sys\n"
        "assert not opened(), opened(); assert 'httpx2' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", source], check=True, timeout=60)


@pytest.mark.parametrize("name", sorted(stubs.STUBS))
def test_the_stub_is_current(name: str) -> None:
    written = (ROOT / "src/shoplatch/client" / name).read_text("utf-8")
    assert written == stubs.STUBS[name](), "run: .venv/bin/python tools/stubs.py"


def test_every_operation_in_every_version_is_in_the_stub() -> None:
    text = (ROOT / "src/shoplatch/client/operations.pyi").read_text("utf-8")
    for head in reader.heads():
        method = f"{head.method} {head.path}, "
        assert text.count(f'"""{method}') >= 2, head.id  # for each client


def test_every_answer_is_a_struct_of_its_own_name() -> None:
    found = shapes.GetStatements
    assert (found.__name__, found.Statements.__qualname__) == ("GetStatements", "GetStatements.Statements")
    assert shapes.GetOrderDetail202309.__name__ == "GetOrderDetail202309"
    with pytest.raises(AttributeError, match="GetStatements"):
        shapes.GetStatementss  # type: ignore[attr-defined]  # noqa: B018


def test_what_a_notebook_shows_of_an_answer_says_what_is_in_it() -> None:
    reply = client(Script(answer({"orders": [{"id": "1"}, {"id": "2"}]}))).order.get_order_list(page_size=2)
    assert repr(reply).startswith("<Reply order.get_order_list: 2 orders, ")
    shown = client(Script(answer({"id": "1", "skus": []}))).product.get_product(product_id="1")
    assert repr(shown).startswith("<Reply product.get_product: ")


def test_personal_data_is_hidden_in_what_a_notebook_shows() -> None:
    operation = reader.operation("affiliate_partner.get_affiliate_partner_campaign_detail")
    whole = read(b'{"name": "Spring", "contact_info": {"email": "canary@example.com"}}', shaping.of(operation))
    assert "name='Spring'" in repr(whole)
    assert "contact_info=..." in repr(whole)
    assert whole.contact_info is not None  # type: ignore[attr-defined]


async def test_the_blocking_client_works_beside_a_running_loop() -> None:
    assert client(Script(answer({"orders": []}))).order.get_order_list(page_size=1).items() == []
