"""Takes secrets and personal data out of calls and answers that are kept, before anything is written. Pure.

Four nets, one beneath the other: secrets by name; personal data by the catalog's own paths; text at places the catalog does
not know, because nobody can say whose it is; and what looks like an e-mail address or a telephone number, or repeats
something that was taken out already, wherever it stands. What is taken out keeps its type, so that a recording still shows
the shape of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from urllib.parse import unquote

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation

Json = Any
WITHHELD, NUMBER, AMOUNT = "redacted", "0", "0.00"
SECRET_QUERY = frozenset(
    {"sign", "app_key", "timestamp", "access_token", "app_secret", "refresh_token", "auth_code", "code"}
)
REPEATED_MIN = 5  # shorter texts repeat by chance
_SECRET_NAME = re.compile(
    r"(^|_)(?<!page_)(token|secret|password|passwd|sign|signature|cipher|authorization|cookie|app_key|auth_code)$",
    re.IGNORECASE,
)
_PERSONAL_NAME = re.compile(
    r"(^|_)(e?mail|phone|mobile|tel|telephone|whatsapp|cpf|cnpj|ssn|passport|birth(day|date)?|iban|bank_account|"
    r"account_number|card_number|first_name|last_name|full_name|full_address|address_detail|address_line\w*|postal_code|"
    r"post_code|zip_?code|recipient|consignee|buyer_(name|nickname|message|avatar)|nickname)$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<!\w)(?:\+|\(\+|00)\d[\d ().*-]{6,}\d(?!\w)")
_WHOLE, _DECIMAL = re.compile(r"-?\d+"), re.compile(r"-?\d+\.\d+")


def query(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The parameters worth keeping: no signature, no key, no token, no cipher, no personal data."""
    kept = []
    for name, value in pairs:
        if name.lower() in SECRET_QUERY or _SECRET_NAME.search(name):
            continue
        kept.append([name, WITHHELD if _PERSONAL_NAME.search(name) or _looks_personal(value) else value])
    return kept


def path(text: str) -> str:
    """A path without what looks personal in it."""
    return "/".join(WITHHELD if _looks_personal(unquote(part)) else part for part in text.split("/"))


def cipher_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Whose call it is: the cipher of a shop, else of an asset; "" for a call of neither."""
    ciphers = {name: value for name, value in pairs if name.endswith("cipher")}
    return ciphers.get("shop_cipher") or next(iter(ciphers.values()), "")


def body(
    value: Json,
    operation: Operation,
    side: Literal["request", "response"],
    *,
    cipher: Callable[[str], str] | None = None,
) -> Json:
    """What an operation was sent (its body), or answered (its `data`), with secrets and personal data taken out.

    `cipher` names what stands for a cipher; without it a cipher is taken out as any secret is.
    """
    node = operation.body if side == "request" else operation.response
    personal = {tuple(one.replace("[]", "").split(".")) for one in reader.pii_paths(operation, side)}
    taken: set[str] = set()
    cleaned = _Cleaner(personal, taken, cipher).of(value, node, ())
    return _repeats(cleaned, taken) if taken else cleaned


def text(value: str) -> str:
    """A message of the platform, without what looks personal in it."""
    return _PHONE.sub(WITHHELD, _EMAIL.sub(WITHHELD, value))


def withheld(value: Json) -> Json:
    """Something of the same shape that says nothing."""
    if isinstance(value, Mapping):
        return {name: withheld(held) for name, held in value.items()}
    if isinstance(value, list):
        return [withheld(held) for held in value]
    if isinstance(value, str):
        return "" if not value else NUMBER if _WHOLE.fullmatch(value) else AMOUNT if _DECIMAL.fullmatch(value) else WITHHELD
    return 0 if isinstance(value, int | float) and not isinstance(value, bool) else value


class _Cleaner:
    """Walks a value beside its node; `taken` collects the texts it takes out."""

    def __init__(self, personal: set[tuple[str, ...]], taken: set[str], cipher: Callable[[str], str] | None) -> None:
        self._personal = personal
        self._taken = taken
        self._cipher = cipher

    def of(self, value: Json, node: Node | None, at: tuple[str, ...]) -> Json:
        if (
            self._cipher is not None
            and node is not None
            and at[-1:]
            and at[-1].endswith("cipher")
            and isinstance(value, str)
        ):
            self._taken.update({value} if len(value) >= REPEATED_MIN else ())
            return self._cipher(value)
        if at in self._personal or (at and (_SECRET_NAME.search(at[-1]) or _PERSONAL_NAME.search(at[-1]))):
            return self._take(value)
        if isinstance(value, Mapping):
            known = node.properties if node is not None else {}
            return {name: self.of(held, known.get(name), (*at, name)) for name, held in value.items()}
        if isinstance(value, list):
            items = node.items if node is not None else None
            return [self.of(held, items, at) for held in value]
        if node is None or (isinstance(value, str) and _looks_personal(value)):
            return self._take(value)
        return value

    def _take(self, value: Json) -> Json:
        self._taken.update(one for one in _texts(value) if len(one) >= REPEATED_MIN)
        return withheld(value)


def _looks_personal(value: str) -> bool:
    return bool(_EMAIL.search(value) or _PHONE.search(value))


def _texts(value: Json) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)


def _repeats(value: Json, taken: set[str]) -> Json:
    """The value without texts that hold one that was taken out elsewhere: a name in a note, say."""
    if isinstance(value, dict):
        return {name: _repeats(held, taken) for name, held in value.items()}
    if isinstance(value, list):
        return [_repeats(held, taken) for held in value]
    return withheld(value) if isinstance(value, str) and any(one in value for one in taken) else value
