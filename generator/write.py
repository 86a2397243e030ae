"""The stage that writes: files into a folder of which a manifest says what is this program's.

Only what changed is written, and only what this program wrote and nobody changed is removed.
Before the first change the manifest names both what was and what will be, so that a run
that is killed leaves nothing that the next one does not know.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, in_order
from generator.heads import head_values
from generator.languages import page_language
from generator.ordinary import map_links
from generator.redirect import redirect_file, redirect_html
from generator.source import Place
from generator.staging import BusyError, locked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Page

    Known = dict[str, frozenset[str]]

MANIFEST = ".briefing-manifest.json"
_TEMPORARY = ".briefing-temporary"
_LOCK = ".briefing-lock"
_PATIENCE = 10.0
"""Seconds to wait for another run, which writes for a moment only."""
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


_LINES = re.compile("---\n[A-Za-z_][\\w-]*:[ \n]")
"""The beginning of front matter to which a line may be added."""


class RefusedError(Exception):
    """The folder is not this program's to write to; the message says why."""


Written = tuple[Diagnostic, ...]
"""What was found on the way: files that somebody changed, or a refused folder."""


Links = Mapping[str, Mapping[str, str]]
"""`Built.links`."""


Files = Mapping[str, bytes | Path]
"""What stands at paths in a folder; a path stands for that file's content."""


def write_pages(
    pages: Iterable[Page],
    links: Links,
    folder: Path,
    *,
    language: str = "en",
    files: Files = MappingProxyType({}),
) -> Written:
    """Write pages as Markdown files, and the `Built.files` that stand beside them."""
    return write_files({**page_files(pages, links, language=language), **files}, folder)


def page_files(pages: Iterable[Page], links: Links, *, language: str = "en") -> dict[str, bytes]:
    """Make the files of pages: their paths and what stands in them."""
    files: dict[str, bytes] = {}
    for page in pages:
        if page.redirect:
            files[redirect_file(page)] = redirect_html(page, language=language).encode()
        elif page.path == page.author_path:  # an author's own home page with a list in it
            mapped = map_links(with_front_matter(page), page.path, links.get(page.path, {}))
            files[page.path] = mapped.encode()
        else:
            files[page.path] = with_front_matter(page).encode()
    return files


def with_front_matter(page: Page) -> str:
    """Give a page its front matter; builders print these values as they are, so they are HTML."""
    head = head_values(page.head)
    if page.markdown.startswith("---\n"):  # the front matter of an author's own home page
        if not head or not _LINES.match(page.markdown):
            return page.markdown
        return f"---\nbriefing_head: {_in_yaml(head)}\n" + page.markdown.removeprefix("---\n")
    lines = ["---", f"title: {_quoted(page.title)}"]
    if page.description:
        lines.append(f"description: {_quoted(page.description)}")
    if page.head.authors:
        lines.append(f"author: {_quoted(', '.join(page.head.authors))}")
    if page.language:
        lines.append(f"briefing_language: {_in_yaml(page_language(page.language))}")
    if head:
        lines.append(f"briefing_head: {_in_yaml(head)}")
    return "\n".join([*lines, "---", "", page.markdown])


def _quoted(text: str) -> str:
    """Write a text as a quoted value that JSON and YAML both read."""
    return _in_yaml(escape(text))


def _in_yaml(value: object) -> str:
    """Write a value on one line that JSON and YAML both read."""
    quoted = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def write_files(files: Files, folder: Path, *, others_stay: bool = False) -> Written:
    """Make a folder hold these files (a path stands for that file's content).

    What this program wrote there before and is not among them is removed, unless `others_stay`.
    """
    try:
        _read_manifest(folder)  # nothing at all is written to a folder of others
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / _LOCK, folder, patience=_PATIENCE):
            known = _read_manifest(folder)
            others = {p: known.pop(p) for p in [*known] if p not in files} if others_stay else {}
            return _write_all(files, folder, known, others)
    except (BusyError, RefusedError) as refusal:
        return (Diagnostic(Code.OUTPUT_REFUSED, Place(str(folder), 1, 1), str(refusal)),)


def _write_all(files: Files, folder: Path, known: Known, others: Known) -> Written:
    (folder / _TEMPORARY).unlink(missing_ok=True)
    hashes = {path: _hash(_content(value)) for path, value in files.items()}
    found = {path: _hash_on_disk(folder, path) for path in {*known, *files}}
    changed_by_hand = {
        path
        for path, on_disk in found.items()
        if on_disk not in {"", hashes.get(path, ""), *known.get(path, ())}
    }
    final = {path: frozenset({hashes[path]}) for path in files if path not in changed_by_hand}
    final |= {path: known[path] for path in changed_by_hand if path in known}
    to_write = [p for p in files if p not in changed_by_hand and found[p] != hashes[p]]
    to_remove = [p for p in known if p not in files and p not in changed_by_hand]
    if to_write or to_remove or final != known or not (folder / MANIFEST).exists():
        planned = {
            p: known.get(p, frozenset()) | final.get(p, frozenset()) for p in {*known, *final}
        }
        _write_manifest(folder, planned | others)
        for path in sorted(to_write):
            write_file(folder, path, _content(files[path]))
        for path in sorted(to_remove):
            _remove(folder, path)
        _write_manifest(folder, final | others)
    return in_order(_edited(folder, path, gone=path not in files) for path in changed_by_hand)


def _edited(folder: Path, path: str, *, gone: bool) -> Diagnostic:
    return Diagnostic(
        Code.PAGE_EDITED,
        Place((folder / path).as_posix(), 1, 1),
        "This generated page was changed by hand and is left as it is"
        + (", though nothing generates it any more." if gone else "."),
        "Change the article or the template it is made of, and delete this file.",
    )


def _content(value: bytes | Path) -> bytes:
    return value.read_bytes() if isinstance(value, Path) else value


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _hash_on_disk(folder: Path, path: str) -> str:
    """Hash of a file, nothing if there is none, and something else for what is no file."""
    file = folder / path
    if not file.parent.resolve().is_relative_to(folder.resolve()):
        return "a link that leads out of the folder"
    try:
        return _hash(file.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        return str(error)


def _read_manifest(folder: Path) -> Known:
    """Read which files are ours, with the hashes each may have; refuse a folder that is not."""
    if folder.is_symlink() and not folder.exists():
        raise RefusedError("This is a link that leads nowhere.")
    if folder.exists() and not folder.is_dir():
        raise RefusedError("This is a file, not a folder.")
    if not folder.exists() or {p.name for p in folder.iterdir()} <= {_TEMPORARY, _LOCK}:
        return {}
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        known = {str(path): frozenset(map(str, hashes)) for path, hashes in entries.items()}
    except FileNotFoundError:
        raise RefusedError(
            "This folder is not empty and was not written by this program. "
            "Name an empty or a new folder."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise RefusedError(
            f"The list of files in {MANIFEST} cannot be read. Remove the folder to have it anew."
        ) from None
    if not all(_is_inside(path) for path in known):
        raise RefusedError(f"The list of files in {MANIFEST} names files outside of the folder.")
    return known


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return bool(path) and not parts.is_absolute() and ".." not in parts.parts and "\0" not in path


def _write_manifest(folder: Path, known: Known) -> None:
    entries = {path: sorted(known[path]) for path in sorted(known)}
    text = json.dumps({"files": entries}, indent=1, ensure_ascii=False) + "\n"
    write_file(folder, MANIFEST, text.encode("utf-8", "surrogateescape"))


def write_file(folder: Path, path: str, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = folder / _TEMPORARY
    temporary.write_bytes(content)
    os.replace(temporary, file)  # noqa: PTH105 - replaces a file on every system


def _remove(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    file = folder / path
    file.unlink(missing_ok=True)
    parent = file.parent
    while parent != folder:
        if parent.is_dir():
            if any(parent.iterdir()):
                return
            parent.rmdir()
        parent = parent.parent
