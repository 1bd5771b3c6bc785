"""A browser without a screen: keeps its cookie, reads the forms of a page, fills them in and follows where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.simulator.platform.desk_world import Request, Told, send

HOST = "127.0.0.1:8765"
BOUNDARY = "----a-test-wrote-this"


@dataclass
class FoundForm:
    """A form of a page: where it goes and what it holds before anybody fills it in."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, text
    ticks: list[tuple[str, str]] = field(default_factory=list)
    multipart: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self.text: list[str] = []
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._area: str | None = None
        self._button: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(FoundForm(told.get("action", ""), multipart="multipart" in told.get("enctype", "")))
        if not self.forms:
            return
        form = self.forms[-1]
        if tag == "input" and "name" in told:
            if told.get("type") in ("checkbox", "radio"):
                form.ticks.append((told["name"], told.get("value", "on")))
                if "checked" in told:
                    form.fields.setdefault(told["name"], []).append(told.get("value", "on"))
            elif told.get("type") != "file":
                form.fields[told["name"]] = [told.get("value", "")]
        elif tag == "select":
            self._select, self._options = told.get("name", ""), []
        elif tag == "option":
            self._options.append((told.get("value", ""), "selected" in told))
        elif tag == "textarea":
            self._area = told["name"]
            form.fields[self._area] = [""]
        elif tag == "button":
            self._button = (told.get("name", ""), told.get("value", ""))

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._area:
            self.forms[-1].fields[self._area] = [data]
        if self._button is not None and self.forms:
            self.forms[-1].buttons.append((*self._button, data.strip()))
            self._button = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select and self._options:
            chosen = next((value for value, on in self._options if on), self._options[0][0])
            self.forms[-1].fields[self._select] = [chosen]
            self._select = None
        elif tag == "textarea":
            self._area = None


class Visitor:
    """Somebody in front of a simulated site."""

    def __init__(self, site: Any) -> None:
        self.site = site
        self.cookie = ""
        self.path = ""
        self.told: Told | None = None

    async def open(self, path: str, *, status: int = 200) -> str:
        """Go to a page; its text."""
        parts = urlsplit(path)
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        headers = {"host": HOST, "cookie": self.cookie, "accept": "text/html"}
        self.told = await send(self.site, Request("GET", parts.path, query, b"", headers))
        if "set-cookie" in self.told.headers:
            self.cookie = self.told.headers["set-cookie"].split(";")[0]
        assert self.told.status == status, (path, self.told.status, self.text)
        self.path = path
        return self.text

    @property
    def html(self) -> str:
        assert self.told is not None
        return self.told.body.decode()

    @property
    def text(self) -> str:
        """What a person reads."""
        reader = _Reader()
        reader.feed(self.html)
        return re.sub(r"\s+", " ", " ".join(reader.text)).strip()

    def forms(self) -> list[FoundForm]:
        reader = _Reader()
        reader.feed(self.html)
        return reader.forms

    async def press(
        self, button: str, *, status: int = 303, file: tuple[str, bytes] | None = None, at: int = 0, **filled: Any
    ) -> str:
        """Press the button of this text, with fields filled in; what the next page says."""
        found = [(form, one) for form in self.forms() for one in form.buttons if one[2].startswith(button)]
        assert found, (button, [one for form in self.forms() for one in form.buttons])
        form, (name, value, _) = found[at]
        fields = {**form.fields, **({name: [value]} if name else {})}
        for field_name, given in filled.items():
            fields[field_name] = list(given) if isinstance(given, list | tuple) else [given]
        return await self.send(form.action, fields, status=status, file=file)

    async def send(
        self,
        action: str,
        fields: dict[str, list[str]],
        *,
        status: int = 303,
        file: tuple[str, bytes] | None = None,
        headers: dict[str, str] | None = None,
    ) -> str:
        """Send a form as a browser does, and follow the redirect."""
        pairs = [(name, value) for name, values in fields.items() for value in values]
        given = {"host": HOST, "cookie": self.cookie, "origin": f"http://{HOST}", "accept": "text/html", **(headers or {})}
        if file is None:
            body = urlencode(pairs).encode()
            given["content-type"] = "application/x-www-form-urlencoded"
        else:
            body = multipart(pairs, file)
            given["content-type"] = f"multipart/form-data; boundary={BOUNDARY}"
        self.told = await send(self.site, Request("POST", action, {}, body, given))
        assert self.told.status == status, (action, self.told.status, self.text)
        if status == 303:
            return await self.open(self.told.headers["location"])
        return self.text


def multipart(pairs: list[tuple[str, str]], file: tuple[str, bytes]) -> bytes:
    """A body with fields and one file named `file`."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in pairs
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
    parts.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + file[1] + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
