"""Ordinary pages: which files they are, and links from them to authors' files.

Ordinary pages are MkDocs' own Markdown and go to it as text, so this works on text: destinations
that lead to an author's file are rewritten, outside of code, and nothing else changes.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Page

_DESTINATION = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<before>\]\(\s*<?|^ {0,3}\[[^\]]+\]:\s*<?|\bhref=[\"']?)(?P<path>[^\s<>\"'()]+)"
)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_STRETCH = re.compile(r"<!-- (briefing [0-9a-f]{16}) -->\s*")


def is_left_out(path: str, left_out: frozenset[str]) -> bool:
    """Whether a path in the content folder, or a folder that it lies in, is not published."""
    while path and path not in left_out:
        path = posixpath.dirname(path)
    return bool(path)


def author_links(pages: Iterable[Page]) -> dict[str, str]:
    """Map the paths of authors' files to the pages made of them."""
    return {
        page.author_path: page.path
        for page in pages
        if page.author_path and page.author_path != page.path and not page.redirect
    }


def map_links(text: str, path: str, targets: Mapping[str, str]) -> str:
    """Lead the links of the page at `path` to the pages of the files that they name."""
    if not targets or ".md" not in text:
        return text
    closing = ""
    lines: list[str] = []
    for line in text.split("\n"):
        if closing:
            closing = "" if _closes(line, closing) else closing
            lines.append(line)
            continue
        closing = _opens(line)
        lines.append(line if closing else _map_line(line, path, targets))
    return "\n".join(lines)


def _opens(line: str) -> str:
    """What ends the code or generated stretch that a line begins; nothing if it begins none."""
    if fence := _FENCE.match(line):
        return fence[1]
    stretch = _STRETCH.fullmatch(line)
    return f"<!-- /{stretch[1]} -->" if stretch else ""


def _closes(line: str, closing: str) -> bool:
    if closing.startswith("<"):
        return line.rstrip() == closing
    bare = line.strip()
    return len(bare) >= len(closing) and not bare.strip(closing[0])


def _map_line(line: str, path: str, targets: Mapping[str, str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        return found["before"] + _map(found["path"], path, targets)

    return _DESTINATION.sub(replaced, line)


def _map(destination: str, path: str, targets: Mapping[str, str]) -> str:
    try:
        parts = urlsplit(destination)
    except ValueError:
        return destination
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return destination
    folder = posixpath.dirname(path)
    target = targets.get(posixpath.normpath(posixpath.join(folder, unquote(parts.path))))
    if target is None:
        return destination
    return parts._replace(path=quote(posixpath.relpath(target, folder or "."))).geturl()
