"""Lists of values, read out of descriptions. Sentences are dropped; what is kept are the values."""

from __future__ import annotations

import re
from typing import Any

_WORD = r"[A-Za-z0-9][A-Za-z0-9_\-/.%+]*"
_CAPS_PHRASE = r"[A-Z][A-Z0-9_\-]*(?: [A-Z][A-Z0-9_\-]*)+"
_HEADER = re.compile(
    r"""(?ix)
      \b(?:possible|available|avaliable|valid|allowed|supported|accepted|field|optional|following|return|enumerated)
         \s+(?:return\s+|enumerated\s+|document\s+|enum\s+)?
         (?:values?|enum\w*|options?|types?)\b [^:\n]{0,45}?(?::|\bare[ \t]+)
    | \bwith\s+(?:possible\s+)?values\s*:
    | (?:^|[\s(*])enum(?:eration)?s?\s*:
    | \bvalues?\s+(?:are|is)\s*:
    | \bquery\s+based\s+on\s*:
    | ^\s*\**values?\**\s*:
    | \bone\s+of(?:\s+the\s+following)?(?:\s+values)?\s*:
    """,
    re.M,
)
_STOP = re.compile(
    r"(?i)^\s*(?:[-*]\s*)?\**\s*(?:notes?\b|recommendations?\b|important\b|defaults?\b|applicable\b|examples?\b|"
    r"for example\b|tips?\b|limits?\b|e\.g|supported formats?\b|required\b|refer\b|max\b|length\b|warning\b|"
    r"this field\b|if\b(?!\s*$))"
)
_BULLET = re.compile(r"^(\s*)(?:[-\u2022\u00b7]|\*(?!\*)|\d{1,2}[.)](?=\s))\s*")
_QUOTED = re.compile(r"""^(?:`+"?([^`\n]{1,60}?)"?`+|\*\*([^*\n]{1,60})\*\*|["']([^"'\n]{1,60})["'])""")
_BARE = re.compile(rf"^({_CAPS_PHRASE}|{_WORD})")
_TAIL = re.compile(r"""^\s*(?:$|:|=(?!=)|\(|\.(?:\s|$)|,\s*$|;|[-\u2013\u2014]\s|\||,|\*\*|\s{2,}\S)""")
_INLINE_SPLIT = re.compile(r"\s*(?:,|;|\||/\s|\s/|\bor\b|\band\b)\s*")
_CODE = re.compile(r"^[A-Z][A-Z0-9_]+%?$")
_NOT_VALUES = {"note", "notes", "the", "a", "an", "none of", "if", "true:", "for", "this", "it", "n/a"}


def _clean(text: str) -> str:
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("\r", "").replace("\u00a0", " ")
    return text.replace("\uff1a", ":").replace("\uff0c", ",").replace("\u3001", ",")


def _token(line: str) -> tuple[str, str] | None:
    """The value a list line starts with and what follows it, or None."""
    m = _QUOTED.match(line)
    if m:
        value = next(g for g in m.groups() if g is not None).strip().rstrip(":").strip()
        rest = line[m.end() :]
        return (value, rest) if value else None
    m = _BARE.match(line)
    if not m:
        return None
    value, rest = m.group(1), line[m.end() :]
    while value and value[-1] in ".-/":
        value, rest = value[:-1], value[-1] + rest
    if (value.lower() in _NOT_VALUES and not _CODE.match(value)) or not _TAIL.match(rest):
        return None
    return value, rest


def _line_values(line: str) -> list[str]:
    """One list line may name several values: 'A, B: what both mean'."""
    head = _token(re.sub(r"^When\s+(?=`)", "", line))
    if not head:
        return []
    values, rest = [head[0]], head[1]
    while True:
        m = re.match(r"\s*[,/]\s*(?=\S)", rest)
        if not m:
            return values
        nxt = _token(rest[m.end() :])
        if not nxt or not (_CODE.match(nxt[0]) or rest[m.end()] == "`"):
            return values
        values.append(nxt[0])
        rest = nxt[1]


def _inline_values(text: str) -> list[str]:
    """Values on the header's own line: 'Possible values: A, B, C.'"""
    text = text.split("\n", 1)[0].strip()
    if not text:
        return []
    ticked = re.findall(r"`\"?([^`\n\"]{1,60})\"?`", text)
    if len(ticked) >= 2 or (ticked and text.startswith("`")):
        return [v.strip() for v in ticked]
    text = re.split(r"\.(?:\s|$)|\bDefault\b", text)[0]
    out = []
    for part in _INLINE_SPLIT.split(text):
        part = part.strip().strip("\"'`[]{}()").strip()
        if not part:
            continue
        m = re.fullmatch(rf"({_CAPS_PHRASE}|{_WORD})(?:\s*[:=(].*)?", part)
        if not m:
            return []
        out.append(m.group(1))
    return [] if len(out) == 1 and not (_CODE.match(out[0]) or "_" in out[0]) else out


def _list_values(body: str, strict: bool) -> list[str]:
    """Values of a bulleted (or one-per-line) list; `strict` wants every bullet to be a code."""
    out: list[str] = []
    indent: int | None = None
    for raw in body.split("\n"):
        if not raw.strip() or raw.strip().startswith("```"):
            continue
        bullet = _BULLET.match(raw)
        named = bullet and _line_values(raw[bullet.end() :].strip())
        if _STOP.match(raw) and not (named and _CODE.match(named[0])):  # '- REQUIRED: ...' is a value
            aside = re.match(r"(?i)^\s*(?:[-*]\s*)?\**\s*if\b", raw) and (bullet or not out)
            if not aside and (out or not bullet):
                break
            continue
        if bullet:
            if indent is None:
                indent = len(bullet.group(1))
            if len(bullet.group(1)) > indent + 1:
                continue
            values = named or []
            if strict and not values:
                return []
            out += values
        else:
            values = _line_values(raw.strip())
            quoted = indent is None and raw.strip()[:1] in '`"'
            plain = indent is None and re.fullmatch(rf"\s*{_WORD}\s*,?\s*", raw)  # wrapped prose follows bullets only
            if values and (quoted or all(_CODE.match(v) for v in values) or plain):
                out += values
    return out


def enum_of(desc: str, type_: str, example: Any = None, bare_lists: bool = True) -> list[Any]:
    """Enum values listed in a description, in the order given; [] when there is no clear list.

    `bare_lists` also accepts a list of codes that no words such as "Possible values" announce; the
    example must then be one of them.
    """
    if type_ not in ("string", "integer"):
        return []
    desc = _clean(desc)
    samples = [str(e) for e in (example if isinstance(example, list) else [example]) if e not in (None, "")]
    found: list[str] = []
    for m in _HEADER.finditer(desc):
        body = desc[m.end() :]
        values = _inline_values(body) or _list_values(body.split("\n", 1)[-1] if body[:1] != "\n" else body, strict=False)
        if "\n" in body and (not values or all(re.fullmatch(r"[A-Z]{2}|Other", v) for v in values)):
            # '- US, UK: `v2`, ...': the values are the quoted words, or the codes, that follow the markets
            after = [ln.partition(":")[2] for ln in body.split("\n") if _BULLET.match(ln)]
            ticked = [t for ln in after for t in re.findall(r"`([^`\s]{1,40})`", ln)]
            ticked = ticked or [
                t for ln in after for t in re.split(r"[,\s]+", ln) if _CODE.match(t) or re.fullmatch(r"v\d", t)
            ]
            if (samples and samples[0] in ticked) or (
                values and ticked and all(_CODE.match(t) or re.match(r"v\d", t) for t in ticked)
            ):
                values = list(dict.fromkeys(ticked))
        if values and samples and samples[0] not in values:  # the list may have begun above the header
            whole = _list_values(desc, strict=False)
            if samples[0] in whole and len(whole) > len(values):
                values = whole
        if values:
            found += values
            break
    if not found and bare_lists:  # counts only when it is plainly a list of codes
        values = _list_values(desc, strict=False)
        codes = [v for v in values if _CODE.match(v)]
        known = not samples or samples[0].strip('"') in codes
        alike = bool(samples) and _CODE.match(samples[0]) and not re.search(r"\d{4}", samples[0])
        if len(codes) == len(values) and ((len(codes) >= 2 and known) or (len(codes) >= 3 and alike)):
            found = codes
    found = [v.strip().strip("\"'") for v in found]
    if type_ == "integer":
        return list(dict.fromkeys(int(v) for v in found if re.fullmatch(r"-?\d{1,9}", v)))
    if found and all(re.fullmatch(r"\d{1,2}", v) for v in found) and samples and not samples[0].isdigit():
        return []  # a numbered list of meanings whose codes are words
    if {v.lower() for v in found} <= {"true", "false"} and type_ != "string":
        return []
    if any(len(v) > 60 for v in found):
        return []
    if samples and samples[0] in found:
        return list(dict.fromkeys(found))
    if samples and not any(_CODE.match(v) for v in found):
        return []  # words taken for codes
    if {"in", "of", "per"} & set(found):
        return []  # a list of explanations
    if (len(found) == 1 and not (_CODE.match(found[0]) or "_" in found[0])) or found == ["US"]:
        return []
    prose = [v for v in found if " " in v and not v.isupper()]
    return [] if len(prose) == len(found) else list(dict.fromkeys(v for v in found if v not in prose))
