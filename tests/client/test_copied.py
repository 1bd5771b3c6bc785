"""Keys, secrets and tokens as they come out of files and variables: what cannot be one is told before anything is sent."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator

import pytest

from shoplatch.client import AsyncClient, Client
from shoplatch.errors import ConfigError
from tests.client.scripted import Script, answer

AROUND = [
    ("{}\n", "a line end"),
    (" {}", "a blank"),
    ("{}\t", "a tab"),
    ("\ufeff{}", "'\\ufeff'"),
    ("{}\u200b", "'\\u200b'"),
]


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize(("around", "told"), AROUND)
@pytest.mark.parametrize("place", range(3))
def test_what_was_copied_along_is_told_and_the_secret_is_not(kind, around: str, told: str, place: int) -> None:  # type: ignore[no-untyped-def]
    given = ["key-of-app", "secret-of-app", "token-of-shop"]
    given[place] = around.format(given[place])
    with pytest.raises(ConfigError, match=r"app_key|app_secret|access_token") as refused:
        kind(*given)
    assert told in str(refused.value)
    assert given[place].strip() not in str(refused.value)


def test_an_empty_token_is_a_variable_that_is_not_set() -> None:
    with pytest.raises(ConfigError, match="access_token is empty"):
        Client("key", "secret", "")


def test_a_token_that_a_function_gives_is_judged_before_it_is_sent() -> None:
    sent = Script(answer({}))
    shop = Client("key", "secret", token=lambda: "token-of-shop\n", transport=sent)
    with pytest.raises(ConfigError, match="access token has a line end"):
        shop.authorization.get_authorized_shops()
    assert not sent.requests


@pytest.mark.parametrize(("given", "told"), [(None, "NoneType"), (b"token", "bytes")])
def test_a_function_that_gives_no_text_is_told_as_that(given: object, told: str) -> None:
    shop = Client("key", "secret", token=lambda: given, transport=Script(answer({})))  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match=f"token= gave {told}"):
        shop.authorization.get_authorized_shops()


def test_an_async_token_is_for_the_asynchronous_client() -> None:
    class Later:
        def __await__(self) -> Iterator[None]:
            yield

    shop = Client("key", "secret", token=lambda: Later(), transport=Script(answer({})))  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError, match="AsyncClient"):
        shop.authorization.get_authorized_shops()


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_client_is_not_copied_with_its_secrets_and_connections(kind, way) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TypeError, match="make one in each process"):
        way(kind("key", "secret", "token"))
