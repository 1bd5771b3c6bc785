"""Every topic leads to the objects it is about, or is acknowledged and left alone with a reason."""

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.errors import InvalidRequest
from shoplatch.inbox.lanes import Ignored, Object
from shoplatch.sync.bells import TOPICS, objects


def event(topic: int, **data: object) -> bytes:
    return msgspec.json.encode({"type": topic, "shop_id": "749", "data": data})


def example(topic: int) -> bytes:
    return msgspec.json.encode(reader.topics()[topic].example)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        (1, [("order", "5765000000000000001")]),
        (3, [("order", "5765000000000000001")]),
        (4, [("package", "1153000000000000001"), ("order", "5765000000000000001"), ("order", "5765000000000000002")]),
        (5, [("product", "1729000000000000001")]),
        (6, [("grant", "shop_id:7490000000000000001")]),
        (11, [("order", "5765000000000000001"), ("cancellations", "4035000000000000001")]),
        (12, [("order", "5765000000000000001"), ("returns", "4035000000000000002")]),
        (13, [("conversations", "7300000000000000001")]),
        (36, [("package", "1153000000000000001"), ("order", "5765000000000000001")]),
        (39, [("promotions", "7300000000000000010")]),
        (51, [("product", "1729000000000000001")]),
        (63, [("promotions", "7300000000000000010")]),
        (64, [("aftersales", "4036000000000000001")]),
        (67, [("aftersales", "4036000000000000001"), ("order", "5765000000000000001")]),
        (15, [("product", "1729000000000000001")]),
        (16, [("product", "1729000000000000001")]),
        (20, [("grant", "creator_open_id:exampleOpenId")]),
        (27, [("stock", "1729000000000000101")]),
        (37, [("product", "1729000000000000001")]),
        (50, [("product", "1729000000000000001")]),
        (68, [("stock", "1729000000000000101")]),
        (71, [("stock", "1729000000000000101")]),
    ],
)
def test_the_published_example_of_a_topic_rings_for(topic: int, expected: list[tuple[str, str]]) -> None:
    assert objects(topic, example(topic)) == tuple(Object(*one) for one in expected)


@pytest.mark.parametrize("topic", sorted(reader.topics()))
def test_every_topic_of_the_catalog_is_used_or_left_alone_with_a_reason(topic: int) -> None:
    found = objects(topic, example(topic))
    assert found if not isinstance(found, Ignored) else found.reason


def test_every_topic_of_the_catalog_has_a_place_in_the_table_and_no_other_has() -> None:
    assert set(TOPICS) == set(reader.topics())


@pytest.mark.parametrize("topic", [0, 8, 99, 2_000_000])
def test_a_topic_nobody_knows_is_left_alone(topic: int) -> None:
    assert isinstance(objects(topic, b"junk"), Ignored)


def test_an_event_whose_body_was_forgotten_is_left_alone() -> None:
    assert objects(1, None) == Ignored("its body is no longer kept")


@pytest.mark.parametrize("body", [event(1), event(1, order_id=None), event(1, order_id=[1]), event(1, order_id=""), b"[]"])
def test_an_event_that_does_not_name_its_object_says_so(body: bytes) -> None:
    with pytest.raises(InvalidRequest):
        objects(1, body)


@pytest.mark.parametrize(
    "data", [{"package_list": 7}, {"package_list": [7, None]}, {"package_list": [{"order_id_list": "x"}]}]
)
def test_a_package_event_of_another_shape_says_so_instead_of_crashing(data: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        objects(4, event(4, **data))


def test_ids_that_come_as_numbers_keep_all_their_digits() -> None:
    assert objects(5, b'{"data":{"product_id":1729000000000000001}}') == (Object("product", "1729000000000000001"),)


def test_many_mentions_of_one_object_are_one() -> None:
    body = event(4, package_list=[{"package_id": "1", "order_id_list": ["5", "5"]}, {"package_id": "1"}])
    assert objects(4, body) == (Object("package", "1"), Object("order", "5"))
