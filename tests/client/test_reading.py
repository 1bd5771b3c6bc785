"""Answers as bytes: read alike in whatever pieces they come, as the standard library does; what is broken is refused."""

from __future__ import annotations

import http.client
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.transport import BODY_MAX_BYTES, HttpResponse
from shoplatch.transport.reading import HEAD_MAX_BYTES, Broken, Reading, TooLarge


def read(
    came: bytes, cuts: list[int] | None = None, *, method: str = "GET", closing: bool = True
) -> tuple[HttpResponse, Reading]:
    """The answer in these bytes, which come in pieces; then the other side closes."""
    reading = Reading(method)
    at = 0
    for cut in [*sorted({one % (len(came) + 1) for one in cuts or []} - {0}), len(came)]:
        if came[at:cut] and reading.feed(came[at:cut]):
            return reading.answer(), reading
        at = cut
    assert closing
    reading.ended()
    return reading.answer(), reading


class _Socket:
    def __init__(self, came: bytes) -> None:
        self._came = came

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._came)


def read_by_the_standard_library(came: bytes) -> tuple[int, dict[str, str], bytes]:
    answer = http.client.HTTPResponse(_Socket(came))  # type: ignore[arg-type]
    answer.begin()
    headers: dict[str, str] = {}
    for name, value in answer.headers.items():
        low = name.lower()
        headers[low] = f"{headers[low]}, {value}" if low in headers else value
    return answer.status, headers, answer.read()


names = st.text("abcdefghijklmnopqrstuvwxyzABC-_", min_size=1, max_size=12).filter(
    lambda name: name.lower() not in ("content-length", "transfer-encoding", "content-encoding", "connection")
)
values = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """An answer with a body of known length, in chunks, or up to the end."""
    body = draw(st.binary(max_size=300))
    status = draw(st.sampled_from([200, 201, 400, 401, 404, 429, 500, 503]))
    headers = [f"{name}: {value}\r\n".encode() for name, value in draw(st.lists(st.tuples(names, values), max_size=6))]
    match draw(st.sampled_from(["length", "chunks", "end"])):
        case "length":
            headers.append(f"Content-Length: {len(body)}\r\n".encode())
        case "chunks":
            headers.append(b"Transfer-Encoding: chunked\r\n")
            ends = [
                *sorted({cut % (len(body) + 1) for cut in draw(st.lists(st.integers(0, 300), max_size=4))} - {0}),
                len(body),
            ]
            parts = [body[start:end] for start, end in zip([0, *ends], ends, strict=False) if body[start:end]]
            body = b"".join(f"{len(part):x}".encode() + b"\r\n" + part + b"\r\n" for part in parts) + b"0\r\n\r\n"
    interim = b"HTTP/1.1 100 Continue\r\n\r\n" * draw(st.integers(0, 2))
    return interim + f"HTTP/1.1 {status} Fine\r\n".encode() + b"".join(headers) + b"\r\n" + body


@given(answers(), st.lists(st.integers(0, 600), max_size=6))
def test_an_answer_in_pieces_reads_as_the_standard_library_reads_it_whole(came: bytes, cuts: list[int]) -> None:
    answer, _ = read(came, cuts)
    assert (answer.status, answer.headers, answer.body) == read_by_the_standard_library(came)


@given(answers(), st.integers(0, 600))
def test_an_answer_that_breaks_off_is_none_unless_only_the_end_ends_it(came: bytes, cut: int) -> None:
    part = came[: cut % len(came)]
    try:
        answer, reading = read(part)
    except Broken:
        return
    head = came[: len(came) - len(came.split(b"\r\n\r\n")[-1])].lower()
    assert reading.closes or b"content-length: 0" in head
    assert part.endswith(answer.body)


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=4))
def test_nonsense_is_refused_and_nothing_else_happens(came: bytes, cuts: list[int]) -> None:
    with pytest.raises((Broken, TooLarge)):
        read(came, cuts)


@pytest.mark.parametrize(
    "came",
    [
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 200\r\nno header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na b: c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 9 + b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 101 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"a" * HEAD_MAX_BYTES,
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc",
    ],
)
def test_what_can_be_read_in_two_ways_is_no_answer(came: bytes) -> None:
    with pytest.raises(Broken):
        read(came)


@pytest.mark.parametrize(
    ("came", "closes"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", False),
        (b"HTTP/1.1 200 OK\r\nConnection: Close\r\ncontent-length: 2\r\n\r\nok", True),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", True),
        (b"HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nok", False),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok and more than was announced", True),
        (b"HTTP/1.1 200 OK\ncontent-length: 2\n\nok", False),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;why=not\r\nok\r\n0\r\ntrailer: x\r\n\r\n", False),
    ],
)
def test_a_connection_is_kept_only_where_the_answer_ends_by_itself(came: bytes, closes: bool) -> None:
    answer, reading = read(came, closing=False)
    assert (answer.body, reading.closes) == (b"ok", closes)


def test_a_body_that_says_it_is_too_large_is_not_waited_for() -> None:
    for head in (
        f"content-length: {BODY_MAX_BYTES + 1}\r\n\r\n",
        f"transfer-encoding: chunked\r\n\r\n{BODY_MAX_BYTES + 1:x}\r\n",
    ):
        with pytest.raises(TooLarge):
            Reading("GET").feed(f"HTTP/1.1 200 OK\r\n{head}".encode())


def test_a_small_body_that_unpacks_to_a_large_one_is_not_unpacked() -> None:
    packing = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    bomb = (
        b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(BODY_MAX_BYTES // (1024 * 1024) + 1)) + packing.flush()
    )
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(bomb)}\r\n\r\n".encode()
    with pytest.raises(TooLarge):
        read(head + bomb)


def test_the_answer_to_head_has_no_body() -> None:
    answer, reading = read(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n", method="HEAD", closing=False)
    assert (answer.body, reading.closes) == (b"", False)
