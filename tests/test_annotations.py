"""Annotations: what the rules find in a body, whichever way they read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.parse import parser
from generator.reading import RawMark, Reading
from generator.source import Source

PIECES = st.sampled_from(
    [
        "plain words ", "“words” ", "a\nb ", "  \n", "[“said”]{.quote by=Ada} ",
        '[a fact]{#f .fact note="a } and ] or [ *"} ', '[x] {.gap ask="Why?"} ',
        "[y]{.fact\nsource=a} ", "[“bad”]{.quote by='A B'} ", "[open ", "close] ", "*em* ",
        "`code` ", "&amp; ", "! ", "![i](i.png) ", "[l](l.md) ", "{.fact} ",
        "[a [b]{.fact} c]{.fact} ", "\\[ ", "<b> ", "{", "}", "\n\n", "_", "[]{.fact} ",
    ]
)  # fmt: skip


def found(text: str, *, quick: bool) -> tuple[list[RawMark], list[object], list[object]]:
    reading = Reading(Source("a.md", text), 0, quick=quick)
    parser().parse(text, {"reading": reading})
    return sorted(reading.marks, key=lambda mark: mark.markup), [*reading.faults], [*reading.links]


@given(st.lists(PIECES, max_size=8).map("".join))
def test_plain_paragraphs_are_read_as_the_inline_parser_reads_them(text: str) -> None:
    """The quick way changes nothing but the time that it takes."""
    assert found(text, quick=True) == found(text, quick=False)


@pytest.mark.parametrize("text", ["[“said”]{.quote by=Ada} and\n[more]{.fact}", "words"])
def test_a_plain_paragraph_gets_no_tokens(text: str) -> None:
    reading = Reading(Source("a.md", text), 0, quick=True)
    tokens = parser().parse(text, {"reading": reading})
    assert [token.children for token in tokens if token.type == "inline"] == [[]]
