"""A listener's source in another installation: asks it over HTTP with an API token for what comes after a place."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import msgspec

from shoplatch.errors import ConfigError, InvalidRequest, Reauthorize, Unreachable
from shoplatch.outbox.listen import Item, Place, Portion, Wanted, place_of, place_text
from shoplatch.transport import AsyncTransport, HttpRequest, HttpResponse

PATH = "/listen/feed"
TIMEOUT_S = 30.0


class RemoteSource:
    """Another installation's feed. Its secrets stay there: webhooks come with their signature made."""

    def __init__(self, url: str, token: str, transport: AsyncTransport, wanted: Wanted) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._transport = transport
        self._wanted = wanted

    async def start(self, since: datetime | None) -> Place:
        """The place to begin at. Raises as `next`."""
        answer = await self._ask({"since": since.isoformat()} if since is not None else {})
        return place_of(str(answer["place"]))

    async def next(self, place: Place) -> Portion:
        """What comes after a place.

        Raises:
            Reauthorize: the token does not open it.
            InvalidRequest: it does not understand what is asked for.
            Unreachable: it does not answer as it should.
        """
        answer = await self._ask({"after": place_text(place)})
        items = tuple(_item(one) for one in answer["items"])
        return Portion(items, place_of(str(answer["place"])))

    async def _ask(self, more: Mapping[str, str]) -> dict[str, Any]:
        query = urlencode({**spelled(self._wanted), **more})
        request = HttpRequest("GET", f"{self._url}{PATH}?{query}", (("authorization", f"Bearer {self._token}"),))
        return _read(await self._transport.send(request, timeout_s=TIMEOUT_S))


def spelled(wanted: Wanted) -> dict[str, str]:
    """What is wanted, as parameters of the address."""
    given = {
        "kinds": ",".join(wanted.kinds),
        "topics": ",".join(map(str, sorted(wanted.topics))) if wanted.topics is not None else "",
        "types": ",".join(sorted(wanted.types)) if wanted.types is not None else "",
        "shops": ",".join(sorted(wanted.shop_ids)) if wanted.shop_ids is not None else "",
    }
    return {name: value for name, value in given.items() if value}


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """The parameters read. Raises InvalidRequest."""

    def some(name: str) -> frozenset[str] | None:
        return frozenset(query[name].split(",")) if query.get(name) else None

    kinds = tuple(kind for kind in ("webhook", "event") if kind in query.get("kinds", "webhook").split(","))
    topics = some("topics")
    if not kinds or (topics is not None and not all(one.isascii() and one.isdigit() and len(one) < 9 for one in topics)):
        raise InvalidRequest("The feed knows kinds webhook and event, and topics by number")
    return Wanted(kinds, frozenset(map(int, topics)) if topics is not None else None, some("types"), some("shops"))


def document(portion: Portion) -> dict[str, object]:
    """A portion as it travels."""
    return {
        "items": [
            {"kind": one.kind, "id": one.id, "about": one.about, "shop_id": one.shop_id, "at": one.at.isoformat(),
             "place": place_text(one.place), "headers": dict(one.headers), "body": base64.b64encode(one.body).decode()}
            for one in portion.items
        ],
        "place": place_text(portion.place),
    }  # fmt: skip


def _item(one: Mapping[str, Any]) -> Item:
    return Item(
        one["kind"], str(one["id"]), str(one["about"]), str(one["shop_id"]), datetime.fromisoformat(one["at"]),
        place_of(one["place"]), {str(k): str(v) for k, v in one["headers"].items()}, base64.b64decode(one["body"]),
    )  # fmt: skip


def _read(answer: HttpResponse) -> dict[str, Any]:
    if answer.status in (401, 403):
        raise Reauthorize(
            "The installation does not open its feed to this token",
            next_step="Make one with the right `work` under Account there, by somebody who sees these shops.",
        )
    if answer.status == 404:
        raise ConfigError("That installation has no feed for listeners", next_step="It runs an older version.")
    if answer.status == 400:
        raise InvalidRequest("The installation does not understand what is asked for")
    try:
        found = msgspec.json.decode(answer.body) if answer.status == 200 else None
    except msgspec.DecodeError:
        found = None
    if not isinstance(found, dict) or "place" not in found:
        raise Unreachable(f"The installation answered {answer.status}", next_step="Look at its log.")
    return found
