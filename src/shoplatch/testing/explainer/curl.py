"""Reads a curl command line: typed by hand, or copied from a browser or a log."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from shoplatch.errors import InvalidRequest
from shoplatch.testing.explainer.asked import Asked, asked

_VALUED = {
    "-X": "method", "--request": "method", "-H": "header", "--header": "header", "--url": "url",
    "-d": "text", "--data": "text", "--data-ascii": "text", "--data-raw": "raw", "--data-binary": "raw",
    "--data-urlencode": "encoded", "--json": "json", "-F": "form", "--form": "form", "--form-string": "form",
    "-A": "agent", "--user-agent": "agent", "-e": "skip", "--referer": "skip", "-b": "skip", "--cookie": "skip",
    "-o": "skip", "--output": "skip", "-m": "skip", "--max-time": "skip", "--connect-timeout": "skip", "-x": "skip",
    "--proxy": "skip", "-u": "skip", "--user": "skip", "--cacert": "skip", "--retry": "skip", "-w": "skip",
    "--write-out": "skip",
}  # fmt: skip
_ANSI = re.compile(r"\$'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}


@dataclass(slots=True)
class _Line:
    """What the options of a command line add up to."""

    method: str = ""
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    form: bool = False
    in_query: bool = False
    json: bool = False


def from_curl(text: str) -> Asked:
    """The request a curl command line would send.

    Raises:
        InvalidRequest: it is no command line that can be read, or it reads its body from a file.
    """
    line = _Line()
    words = iter(_words(text)[1:])
    for word in words:
        _take(line, word, words)
    if not line.url:
        raise InvalidRequest("The curl command has no address", next_step="Paste it whole, with its quotation marks.")
    if line.in_query and line.body:
        line.url += ("&" if "?" in line.url else "?") + "&".join(line.body)
        line.body = []
    if line.form:
        line.headers = {**line.headers, "content-type": "multipart/form-data"}
    elif line.body:
        kind = "application/json" if line.json else "application/x-www-form-urlencoded"
        line.headers = {"content-type": kind, **line.headers}
    method = line.method or ("POST" if line.body or line.form else "GET")
    url = line.url if "://" in line.url else f"https://{line.url}"
    body = None if line.form else "&".join(line.body).encode("utf-8", "surrogateescape")
    return asked(method, url, line.headers, body)


def _words(text: str) -> list[str]:
    joined = re.sub(r"[\\^`]\r?\n", " ", text.strip())
    plain = _ANSI.sub(lambda found: shlex.quote(_ESCAPE.sub(_unescaped, found[1])), joined)
    try:
        return shlex.split(plain)
    except ValueError as failure:
        raise InvalidRequest(
            f"The curl command cannot be read: {failure}", next_step="Paste it whole, with its quotation marks."
        ) from None


def _unescaped(found: re.Match[str]) -> str:
    four, two, letter = found.groups()
    return chr(int(four or two, 16)) if letter is None else _LETTERS.get(letter, letter)


def _take(line: _Line, word: str, words: Iterator[str]) -> None:
    name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
    if word.startswith("-") and not word.startswith("--") and word[:2] in _VALUED and len(word) > 2:
        name, equals, value = word[:2], "=", word[2:]  # -XPOST
    kind = _VALUED.get(name)
    if kind is not None:
        _option(line, kind, value if equals else next(words, ""))
    elif word in ("-G", "--get"):
        line.in_query = True
    elif not word.startswith("-"):
        line.url = word


def _option(line: _Line, kind: str, value: str) -> None:
    if kind in ("text", "raw", "json", "encoded") and value.startswith("@") and kind != "encoded":
        raise InvalidRequest("The body is in a file that curl would read", next_step="Put the file's text in its place.")
    match kind:
        case "method":
            line.method = value
        case "url":
            line.url = value
        case "header":
            name, _, rest = value.partition(":")
            line.headers[name.strip().lower()] = rest.strip()
        case "text":
            line.body.append(value.replace("\r", "").replace("\n", ""))
        case "raw":
            line.body.append(value)
        case "json":
            line.body.append(value)
            line.json = True
        case "encoded":
            name, equals, rest = value.partition("=")
            line.body.append(f"{name}={quote_plus(rest)}" if equals else quote_plus(value))
        case "form":
            line.form = True


def to_curl(call: Asked, *, scheme: str = "https") -> str:
    """The command line that would send this call, on one line."""
    words = ["curl", "-X", call.method, f"{scheme}://{call.host}{call.path}" + (f"?{call.query}" if call.query else "")]
    for name, value in call.headers.items():
        words += ["-H", f"{name}: {value}"]
    if call.body:
        words += ["--data-raw", call.body.decode("utf-8", "surrogateescape")]
    return " ".join(map(shlex.quote, words))
