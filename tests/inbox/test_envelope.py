"""What a body says about itself, and what becomes of bodies that say nothing or nonsense."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.catalog import reader
from shoplatch.inbox.envelope import UNREADABLE, read

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def body(**members: object) -> bytes:
    return msgspec.json.encode(members)


@pytest.mark.parametrize("topic", sorted(reader.topics()))
def test_every_published_example_is_read(topic: int) -> None:
    example = reader.topics()[topic].example
    event = read("app", msgspec.json.encode(example), NOW)
    assert event.type == topic
    assert event.shop_id == example.get("shop_id")
    if "tts_notification_id" in example:
        assert event.dedupe_key == example["tts_notification_id"]
    else:
        assert event.dedupe_key.startswith("sha256:")
    assert event.sent_at == datetime.fromtimestamp(example["timestamp"], UTC)


def test_numbers_and_texts_mean_the_same() -> None:
    one = read("app", body(type="1", tts_notification_id=7500000000000000001, shop_id=749, timestamp="1767225600"), NOW)
    assert (one.type, one.dedupe_key, one.shop_id) == (1, "7500000000000000001", "749")
    assert one.sent_at == datetime(2026, 1, 1, tzinfo=UTC)


def test_without_a_notification_id_the_same_bytes_have_the_same_key() -> None:
    first, again = read("app", body(type=3), NOW), read("app", body(type=3), NOW)
    assert first.dedupe_key == again.dedupe_key != read("app", body(type=4), NOW).dedupe_key


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"type":{}}', b"[" * 5000, b'{"type":1,"shop_id":[]}'],
)
def test_a_body_that_cannot_be_read_is_kept_as_topic_0(broken: bytes) -> None:
    event = read("app", broken, NOW)
    assert event.type == UNREADABLE
    assert event.body == broken
    assert event.dedupe_key.startswith("sha256:")


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("type", 2**40),
        ("type", -1),
        ("type", "one"),
        ("timestamp", 10**30),
        ("timestamp", "soon"),
        ("timestamp", -5),
        ("shop_id", "a\x00b"),
        ("shop_id", "9" * 500),
        ("tts_notification_id", "\x00"),
    ],
)
def test_a_member_that_no_column_can_hold_counts_as_missing(member: str, value: object) -> None:
    event = read("app", body(**{"type": 1, member: value}), NOW)
    assert event.type == (UNREADABLE if member == "type" else 1)
    assert event.shop_id is None
    assert event.sent_at is None
    assert event.dedupe_key.startswith("sha256:")


@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise(junk: bytes) -> None:
    assert read("app", junk, NOW).body == junk


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=10,
    )
)
def test_no_value_of_a_known_member_raises(value: object) -> None:
    try:
        made = body(type=value, tts_notification_id=value, shop_id=value, timestamp=value)
    except (msgspec.MsgspecError, UnicodeEncodeError, OverflowError):
        return
    event = read("app", made, NOW)
    assert 0 <= event.type < 2**31
