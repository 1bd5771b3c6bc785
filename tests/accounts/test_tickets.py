"""Tickets are long, different each time, and known to the database by hash only."""

from __future__ import annotations

from shoplatch.accounts.tickets import hash_of, new_ticket


def test_tickets_are_long_and_never_the_same() -> None:
    texts = {new_ticket().text for _ in range(200)}
    assert len(texts) == 200
    assert min(map(len, texts)) >= 43


def test_a_ticket_hides_its_text() -> None:
    ticket = new_ticket()
    assert ticket.text not in repr(ticket)
    assert ticket.text not in ticket.hash
    assert ticket.hash == hash_of(ticket.text)


def test_no_input_is_too_strange_to_be_looked_up() -> None:
    for text in ("", "\x00", "\ud800", "x" * 1_000_000, "日本"):
        assert len(hash_of(text)) == 64
