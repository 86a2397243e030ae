"""Ordinary pages keep their text; only links to authors' files lead on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Page
from generator.ordinary import author_links, is_left_out, map_links

LINKS = {
    "articles/a.md": "briefings/a.md",
    "articles/2025/b c.md": "briefings/b.md",
    "people/p.md": "people/p/index.md",
}


@pytest.mark.parametrize(
    "path, text, expected",
    [
        ("about.md", "[x](articles/a.md)", "[x](briefings/a.md)"),
        ("about.md", "[x](articles/a.md#id 'T')", "[x](briefings/a.md#id 'T')"),
        ("about.md", "[x](<articles/a.md>)", "[x](<briefings/a.md>)"),
        ("about.md", "[x](articles/2025/b%20c.md)", "[x](briefings/b.md)"),
        ("about.md", "[x]: articles/a.md", "[x]: briefings/a.md"),
        ("about.md", "[x]: <articles/a.md> 'T'", "[x]: <briefings/a.md> 'T'"),
        ("about.md", '<a class="y" href="articles/a.md">', '<a class="y" href="briefings/a.md">'),
        ("a/b.md", "[x](../articles/a.md)", "[x](../briefings/a.md)"),
        (
            "articles/index.md",
            "[x](a.md) [y](a.md)",
            "[x](../briefings/a.md) [y](../briefings/a.md)",
        ),
        ("about.md", "[p](people/p.md) ![i](i.png)", "[p](people/p/index.md) ![i](i.png)"),
        ("about.md", "[x](./articles/../articles/a.md)", "[x](briefings/a.md)"),
    ],
)
def test_links_to_authors_files_lead_to_their_pages(path: str, text: str, expected: str) -> None:
    assert map_links(text, path, LINKS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[x](other.md)",
        "[x](/articles/a.md)",
        "[x](https://example.com/articles/a.md)",
        "[x](//articles/a.md)",
        "[x](http://[articles/a.md)",
        "[x](#a.md)",
        "articles/a.md",
        "`[x](articles/a.md)`",
        "`` ` [x](articles/a.md) ``",
        "```\n[x](articles/a.md)\n```",
        "~~~~ md\n[x](articles/a.md)\n~~~\n[x](articles/a.md)\n~~~~",
        "- item\n\n    ```\n    [x](articles/a.md)\n    ```",
        f"<!-- briefing {'0' * 16} -->\n[x](articles/a.md)\n<!-- /briefing {'0' * 16} -->",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert map_links(text, "about.md", LINKS) == text


def test_text_after_code_is_read_again() -> None:
    text = "```\n[x](articles/a.md)\n```\n`c` [x](articles/a.md)"
    assert map_links(text, "about.md", LINKS).endswith("\n`c` [x](briefings/a.md)")


@given(st.text("[]()`~<> \n:#abc.md/", max_size=200))
def test_without_links_to_articles_nothing_changes(text: str) -> None:
    assert map_links(text + ".md", "about.md", {"z.md": "y.md"}) == text + ".md"


def test_only_pages_made_of_a_file_of_another_path_are_led_to() -> None:
    pages = [
        Page("briefings/a.md", "", "A", author_path="articles/a.md"),
        Page("briefings/old.md", "", "A", author_path="articles/a.md", redirect="briefings/a.md"),
        Page("index.md", "", "Home", author_path="index.md"),
        Page("archive/index.md", "", "Archive"),
    ]
    assert author_links(pages) == {"articles/a.md": "briefings/a.md"}


@pytest.mark.parametrize(
    "path, left_out",
    [("a.md", True), ("b/c.md", True), ("b/d/e.md", True), ("bb.md", False), ("b.md", False)],
)
def test_what_is_left_out_may_be_a_folder(path: str, left_out: bool) -> None:
    assert is_left_out(path, frozenset({"a.md", "b"})) is left_out
