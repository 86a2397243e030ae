"""Annotated passages as they are rendered: with their place, a link to their card, and remarks."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

    from generator.reading import RawMark


def _parts(mark: RawMark) -> tuple[str, str, dict[str, str]]:
    """Give the id, the kind and the values of a mark that `bodies.mark_edits` wrote."""
    items = mark.attributes.items
    name = next((item.name for item in items if item.sigil == "#"), "")
    kind = next((item.name for item in items if item.sigil == "."), "")
    return name, kind, {item.name: unescape(item.value) for item in items if not item.sigil}


def block_quote_attributes(mark: RawMark) -> dict[str, str | int | float]:
    """Give the attributes of an annotated block quote."""
    name, kind, values = _parts(mark)
    label = {"data-label": values["label"]} if "label" in values else {}
    return {"class": _class_of(kind, values), "id": name, "data-kind": kind, **label}


def _class_of(kind: str, values: dict[str, str]) -> str:
    return f"b-passage b-{kind}" + (" b-doubted" if values.get("doubted") else "")


def _back_link(values: dict[str, str]) -> str:
    if "href" not in values:
        return ""
    href, title = escape(values["href"]), escape(values.get("label", ""))
    return (
        f'<a class="b-to-card" href="{href}" title="{title}" aria-label="{title}"'
        ' data-search-exclude="">\N{UPWARDS ARROW}</a>'
    )


def _remarks(values: dict[str, str]) -> str:
    """Write what is remarked on a passage: a doubt, a note, and the source with a link to it."""
    remarks = [escape(values[name]) for name in ("doubted", "note") if name in values]
    if source := escape(values.get("source", "")):
        href = escape(values.get("source-href", ""))
        named = f'<a href="{href}">{source}</a>' if href else source
        before, after = (escape(values.get(f"source-{name}", "")) for name in ("before", "after"))
        remarks.append(f"{before}{named}{after}")
    if not remarks:
        return ""
    joined = " \N{MIDDLE DOT} ".join(remarks)
    return f' <small class="b-noted" data-search-exclude="">[{joined}]</small>'


def _annotation_open(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    name, kind, values = _parts(tokens[index].meta["mark"])
    label = values.get("label")
    data = f' data-label="{escape(label)}"' if label else ""
    anchor = f' id="{name}"' if name else ""
    return f'<span class="{_class_of(kind, values)}"{anchor} data-kind="{kind}"{data}>'


def _annotation_close(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    values = _parts(tokens[index].meta["mark"])[2]
    return f"{_back_link(values)}</span>{_remarks(values)}"


def _blockquote_close(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    mark = tokens[index].meta.get("mark")
    values = _parts(mark)[2] if mark else {}
    behind = f"{_back_link(values)}{_remarks(values)}"
    return (f"<p>{behind}</p>\n" if behind else "") + "</blockquote>\n"


PASSAGE_RULES: dict[str, Callable[..., str]] = {
    "annotation_open": _annotation_open,
    "annotation_close": _annotation_close,
    "blockquote_close": _blockquote_close,
}
"""Rules for markdown-it's renderer by the types of their tokens."""
