"""Text of authors as it may stand in a page's Markdown and HTML.

Everything that a template puts out goes through `escape`, unless it is `Safe`. Character
references mean the same in Markdown and in the attributes of HTML, so there is one
way to escape and no context to get wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references."""
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>&\"'#|~!=^$]")
_START = re.compile(r"^( ?\d{0,9})([-+.)])")
_HOST = re.compile(r"(?:https?:)?//[^/?#\s()<>\\\"'`{}|^]*", re.IGNORECASE)  # may be `[::1]`
_NOT_IN_ADDRESS = re.compile(r"[\s()<>\\\"'`{}|^\[\]]|%(?![0-9A-Fa-f]{2})")
_SPACE = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029]+")
_ANY = re.compile(rf"{_ACTIVE.pattern}|{_START.pattern}|  |[\x00-\x1f\x7f\x85\u2028\u2029]")


class Safe(str):
    """Text that is Markdown or HTML already."""

    __slots__ = ()


def escape(value: object) -> Safe:
    """Write a text so that no character of it is markup, on one line."""
    if isinstance(value, Safe):
        return value
    text = str(value)
    if not _ANY.search(text):
        return Safe(text)
    text = _ACTIVE.sub(lambda match: f"&#{ord(match.group())};", _SPACE.sub(" ", text))
    return Safe(_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", text))


def link_address(address: str) -> Safe:
    """Write an address into an attribute or a Markdown link; a scheme that can run is refused."""
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)", address)
    if scheme and scheme.group().lower() not in {"http", "https", "mailto"}:
        raise ValueError(f"an address with the scheme `{scheme.group()}`")
    host = _HOST.match(address)
    path = address[host.end() :] if host else address
    coded = _NOT_IN_ADDRESS.sub(lambda match: f"%{ord(match.group()):02X}", path)
    return Safe((address[: len(address) - len(path)] + coded).replace("&", "&amp;"))


def comment_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Find the comments of HTML (CommonMark 0.31.2, 6.6), as offsets.

    Each sign is looked at once, however many comments are never closed.
    """
    end = len(text) if end is None else end
    while (opened := text.find("<!--", start, end)) >= 0:
        inside = opened + len("<!--")
        short = next((s for s in (">", "->") if text.startswith(s, inside)), "")
        closed = inside if short else text.find("-->", inside, end)
        if closed < 0:
            return
        start = closed + len(short or "-->")
        yield opened, start


def without_comments(text: str) -> str:
    """Leave the comments out of HTML."""
    parts: list[str] = []
    position = 0
    for start, end in comment_spans(text):
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])


def is_comment(html: str) -> bool:
    """Whether raw HTML is comments and nothing else."""
    return html.lstrip().startswith("<!--") and not without_comments(html).strip()
