"""The open store: limits, errors by recovery, and no password where it can be read."""

from __future__ import annotations

import traceback
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import text

from shoplatch.errors import ConfigError, Conflict, InvalidRequest, Retriable, ShoplatchError, Unreachable
from shoplatch.store.engine import Store


async def raw(store: Store, statement: str) -> list[tuple[object, ...]]:
    async with store.raw() as conn:
        asked = await conn.execute(statement.encode())
        return await asked.fetchall()


@pytest.mark.parametrize("name", ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"])
async def test_every_connection_has_limits(store: Store, name: str) -> None:
    assert (await raw(store, f"SELECT current_setting('{name}')")) != [("0",)]
    async with store.begin() as conn:
        assert (await conn.execute(text(f"SELECT current_setting('{name}')"))).scalar_one() != "0"


async def test_limits_in_the_address_win(database_url: str) -> None:
    async with await Store.open(f"{database_url}&options=-c%20statement_timeout%3D7s") as store:
        assert await raw(store, "SELECT current_setting('statement_timeout')") == [("7s",)]


async def test_a_statement_that_takes_too_long_is_cut_off(database_url: str) -> None:
    async with await Store.open(f"{database_url}&options=-c%20statement_timeout%3D100ms") as store:
        with pytest.raises(Retriable, match="longer than it may"):
            await raw(store, "SELECT pg_sleep(5)")


async def test_no_free_connection_is_unreachable_not_for_ever(database_url: str) -> None:
    async with await Store.open(database_url, pool_max=1) as store, store.raw():
        store._pool.timeout = 0.1  # the wait itself is what is measured
        with pytest.raises(Unreachable, match="came free"):
            await store.ping()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("SELECT 'Jane Doe'::int", InvalidRequest),
        ("INSERT INTO people VALUES ('1','a','owner', '2026-01-01'), ('1','a','owner', '2026-01-01')", Conflict),
        ("INSERT INTO people (id) VALUES ('1')", InvalidRequest),
        ("SELECT * FROM no_such_table", ConfigError),
    ],
)
async def test_refusals_become_ours_by_recovery_and_repeat_no_value(
    store: Store, statement: str, kind: type[ShoplatchError]
) -> None:
    with pytest.raises(kind) as refused:
        await raw(store, statement)
    assert "Jane" not in str(refused.value)
    with pytest.raises(kind):
        await _by_sqlalchemy(store, statement)


async def _by_sqlalchemy(store: Store, statement: str) -> None:
    async with store.begin() as conn:
        await conn.execute(text(statement))


@pytest.mark.parametrize(
    "url", ["mysql://u:hunter2@h/d", "postgresql://u:hunter2@h:port/d", "hunter2", "postgresql://h?hunter2=1"]
)
async def test_an_address_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        await Store.open(url)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in "".join(traceback.format_exception(refused.value))


async def test_a_server_that_is_not_there_is_unreachable(tmp_path: object) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        await Store.open(f"postgresql:///d?host={tmp_path}")


async def test_a_wrong_password_is_a_setting_to_correct(database_url: str) -> None:
    password = urlsplit(database_url).password
    if not password:
        pytest.skip("this server asks for no password")
    with pytest.raises(ConfigError, match="refuses us") as refused:
        await Store.open(database_url.replace(password, "wrong-one"))
    assert "wrong-one" not in str(refused.value)


async def test_an_address_in_the_style_of_sqlalchemy_is_fine(database_url: str) -> None:
    async with await Store.open(database_url.replace("postgresql://", "postgresql+psycopg://")) as store:
        await store.ping()


async def test_connections_cut_by_the_server_are_replaced(store: Store, database_url: str) -> None:
    await store.ping()
    async with store.begin() as conn:
        await conn.execute(text("SELECT 1"))
    with psycopg.connect(database_url, autocommit=True) as conn:
        conn.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await store.ping()
    async with store.begin() as conn:
        assert (await conn.execute(text("SELECT 1"))).scalar_one() == 1


async def test_a_bell_whose_connection_is_cut_says_so(store: Store, database_url: str) -> None:
    async def listen() -> None:
        async with store.listen("x") as bell:
            with psycopg.connect(database_url, autocommit=True) as conn:
                conn.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' "
                    "AND datname = current_database()"
                )
            await bell.wait(10)

    with pytest.raises(Unreachable):
        await listen()


async def test_another_encoding_is_refused(postgres_url: str) -> None:
    name = "test_latin"
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute(f"DROP DATABASE IF EXISTS {name}")
        conn.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0")
    try:
        with pytest.raises(ConfigError, match="UTF8"):
            await Store.open(urlsplit(postgres_url)._replace(path=f"/{name}").geturl())
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as conn:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")
