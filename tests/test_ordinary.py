"""Ordinary pages keep their text; only links to authors' files lead on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ordinary import is_left_out, links_of, map_links, prose
from generator.targets import BROKEN

ARTICLE = {"articles/a.md": "briefings/a.md"}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[x](articles/a.md)", "[x](briefings/a.md)"),
        (
            "[x](articles/a.md 'T') [y]( articles/a.md )",
            "[x](briefings/a.md 'T') [y]( briefings/a.md )",
        ),
        ("[x](<articles/a.md>)", "[x](<briefings/a.md>)"),
        ("[x]: articles/a.md", "[x]: briefings/a.md"),
        ("[x]: <articles/a.md> 'T'", "[x]: <briefings/a.md> 'T'"),
        ('<a class="y" href="articles/a.md">', '<a class="y" href="../briefings/a/">'),
        ("- item\n\n    [x](articles/a.md)", "- item\n\n    [x](briefings/a.md)"),
        ("!!! note\n\n    [x](articles/a.md)", "!!! note\n\n    [x](briefings/a.md)"),
        (
            "!!! note\n\n    ```\n    a\n\n    b\n    ```\n\n    [x](articles/a.md)",
            "!!! note\n\n    ```\n    a\n\n    b\n    ```\n\n    [x](briefings/a.md)",
        ),
        ("text\n    [x](articles/a.md)", "text\n    [x](briefings/a.md)"),
        ("[![i](i.png)](articles/a.md)", "[![i](i.png)](briefings/a.md)"),
    ],
)
def test_links_to_authors_files_lead_to_their_pages(text: str, expected: str) -> None:
    assert map_links(text, "about.md", ARTICLE) == expected
    assert "articles/a.md" in {link.destination for link in links_of(text)}


@pytest.mark.parametrize(
    "target, path, expected",
    [
        ("briefings/a.md#in-b", "a/b.md", "../briefings/a.md#in-b"),
        ("briefings/a.md", "index.md", "briefings/a.md"),
        ("people/index.md", "articles/index.md", "../people/index.md"),
        ("briefings/a b.md", "about.md", "briefings/a%20b.md"),
        (BROKEN, "about.md", BROKEN),
    ],
)
def test_a_link_is_written_as_seen_from_its_page(target: str, path: str, expected: str) -> None:
    assert map_links("[x](a.md)", path, {"a.md": target}) == f"[x]({expected})"


@pytest.mark.parametrize(
    "target, path, expected",
    [
        ("briefings/a.md#q", "about.md", "../briefings/a/#q"),
        ("briefings/a.md", "index.md", "briefings/a/"),
        ("index.md", "a/b.md", "../../"),
        ("people/index.md", "people/b.md", "../"),
        (BROKEN, "about.md", BROKEN),
    ],
)
def test_a_link_in_html_becomes_an_address(target: str, path: str, expected: str) -> None:
    text = '<a href="x.md">'
    assert map_links(text, path, {"x.md": target}) == f'<a href="{expected}">'


@pytest.mark.parametrize(
    "text",
    [
        "articles/a.md",
        "`[x](articles/a.md)`",
        "`` ` [x](articles/a.md) ``",
        "`a\nb [x](articles/a.md)`",
        "```\n[x](articles/a.md)\n```",
        "```\n[x](articles/a.md)",
        "~~~~ md\n[x](articles/a.md)\n~~~\n[x](articles/a.md)\n~~~~",
        "- item\n\n    ```\n    [x](articles/a.md)\n    ```",
        "text\n\n    [x](articles/a.md)\n\n    [y](articles/a.md)",
        "- item\n\ntext\n\n\t[x](articles/a.md)",
        "<pre>\n[x](articles/a.md)\n</pre>",
        "<!-- [x](articles/a.md)\n\n-->",
        "<script>x('](articles/a.md)')</script>",
        f"<!-- briefing {'0' * 16} -->\n[x](articles/a.md)\n<!-- /briefing {'0' * 16} -->",
    ],
)
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    assert map_links(text, "about.md", ARTICLE) == text
    assert list(links_of(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "[x](/articles/a.md)",
        "[x](people/)",
        "[x](people)",
        "[x](#a.md)",
        "[x](..)",
        '<a href="a.pdf">',
        '<a href="people/">',
    ],
)
def test_what_leads_to_no_file_is_for_mkdocs_to_judge(text: str) -> None:
    assert list(links_of(text)) == []


def test_text_after_code_is_read_again() -> None:
    text = "```\n[x](articles/a.md)\n```\n`c` [x](articles/a.md) `\n\n`[y](articles/a.md)"
    assert [text[link.span.end :][:3] for link in links_of(text)] == [") `", ")"]


@given(st.text("[]()`~<> \n\t:#!-abc.md/", max_size=200))
def test_whatever_a_page_says_its_links_are_found_where_they_stand(text: str) -> None:
    assert len(prose(text)) == len(text)
    for link in links_of(text):
        assert text[link.span.start : link.span.end] == link.destination
    assert map_links(text, "about.md", {"z.md": "y.md"}) == text


@pytest.mark.parametrize(
    "path, left_out",
    [("a.md", True), ("b/c.md", True), ("b/d/e.md", True), ("bb.md", False), ("b.md", False)],
)
def test_what_is_left_out_may_be_a_folder(path: str, left_out: bool) -> None:
    assert is_left_out(path, frozenset({"a.md", "b"})) is left_out
