"""Diagnostics as people, GitHub and programs read them."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.diagnostics import Code, Diagnostic, Related, diagnose
from generator.source import Place, Source, Span
from generator.terminal import numbered


def at(text: str, marked: str, line: int = 1) -> Diagnostic:
    source = Source("content/articles/a.md", "\n" * (line - 1) + text)
    start = source.text.index(marked)
    return diagnose(Code.KIND_UNKNOWN, source, Span(start, start + len(marked)), "No such kind.")


def excerpt(diagnostic: Diagnostic) -> list[str]:
    return report.as_text([diagnostic], closing="").rstrip("\n").split("\n")[1:]


def test_a_report_shows_place_line_mark_help_and_count() -> None:
    source = Source("content/articles/a.md", "first\n[“x”]{.qoute by=x}\n")
    span = Span(source.text.index("qoute"), source.text.index(" by"))
    other = Place("content/people/b.md", 3, 1, 4, "name: B")
    error = diagnose(
        Code.KIND_UNKNOWN,
        source,
        span,
        "There is no kind `qoute`.",
        "Did you mean `.quote`?",
        related=[Related(other, "Here is a name.")],
    )
    warning = Diagnostic(Code.RAW_HTML, Place("content/articles/a.md", 9, 2), "Raw HTML.")
    assert report.as_text([error, warning]) == (
        "content/articles/a.md:2:8: error[kind-unknown]: There is no kind `qoute`.\n"
        "  2 | [“x”]{.qoute by=x}\n"
        "    |        ^^^^^\n"
        "  help: Did you mean `.quote`?\n"
        "  note: Here is a name. (content/people/b.md:3:1)\n"
        "  3 | name: B\n"
        "    | ^^^^\n"
        "\n"
        "content/articles/a.md:9:2: warning[raw-html]: Raw HTML.\n"
        "\n"
        "1 error, 1 warning\n"
    )


def test_a_report_of_nothing_is_its_closing_line() -> None:
    assert report.as_text([]) == "0 errors, 0 warnings\n"
    assert report.as_text([], closing="") == ""
    assert report.as_text([], closing="2 articles") == "2 articles\n"


@pytest.mark.parametrize(
    "text, marked, shown, mark",
    [
        ("a\tb\tX", "X", "a   b   X", "        ^"),
        ("a\tXY\tz", "X", "a   XY  z", "    ^"),
        ("a\tX\tY", "X\tY", "a   X   Y", "    ^^^^^"),
        ("漢字X", "X", "漢字X", "    ^"),
        ("a漢字b", "漢字", "a漢字b", " ^^^^"),
        ("e\u0301X", "X", "e\u0301X", " ^"),
        ("a\u200bX", "X", "a\u200bX", " ^"),
        ("\x1b[31mX", "X", "\ufffd[31mX", "     ^"),
        ("a\u202eX", "X", "a\ufffdX", "  ^"),
    ],
)
def test_the_mark_stands_under_what_it_means(text: str, marked: str, shown: str, mark: str) -> None:
    assert excerpt(at(text, marked, line=12)) == [f"  12 | {shown}", f"     | {mark}"]


def test_a_mark_without_length_is_one_wide_and_an_empty_line_is_not_shown() -> None:
    place = Place("a.md", 1, 4, 0, "abc")
    assert excerpt(Diagnostic(Code.RAW_HTML, place, "x")) == ["  1 | abc", "    |    ^"]
    assert excerpt(Diagnostic(Code.RAW_HTML, Place("a.md", 1, 1, 0, "  "), "x")) == []


def test_of_a_long_line_only_the_part_with_the_mark_is_shown() -> None:
    line, mark = excerpt(at("a" * 5000 + "HERE" + "b" * 5000, "HERE"))
    assert len(line) < 130
    assert line.startswith("  1 | …a")
    assert line.endswith("b…")
    assert line[mark.index("^") : mark.rindex("^") + 1] == "HERE"
    line, mark = excerpt(at("HERE" * 5000, "HERE" * 5000))
    assert len(mark) < 130


def test_colours_are_added_to_the_same_text() -> None:
    plain = report.as_text([at("[x]{.y}", "y")])
    colored = report.as_text([at("[x]{.y}", "y")], color=True)
    assert "\x1b[1;31merror[kind-unknown]:\x1b[0m" in colored
    import re

    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_and_can_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert report.wants_color(_Terminal())
    assert not report.wants_color(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not report.wants_color(_Terminal())


def test_github_reads_commands_that_no_text_can_break_out_of() -> None:
    place = Place("content/a,b:c%.md", 3, 5, 4, "text")
    related = (Related(Place("x.md", 1, 2), "Also here."),)
    diagnostic = Diagnostic(Code.RAW_HTML, place, "100 %\n::error::x", "Do, so: y", related)
    assert report.as_github([diagnostic]) == (
        "::warning file=content/a%2Cb%3Ac%25.md,line=3,col=5,endColumn=9,title=raw-html::"
        "100 %25%0A::error::x%0ADo, so: y%0AAlso here. (x.md:1:2)\n"
    )
    assert report.as_github([]) == ""


def test_json_is_a_list_of_objects() -> None:
    place = Place("content/a.md", 3, 5, 4, "text")
    related = (Related(Place("x.md", 1, 2), "Also here."),)
    diagnostic = Diagnostic(Code.KIND_UNKNOWN, place, "Nö.", "Try `y`.", related)
    assert json.loads(report.as_json([diagnostic])) == [
        {
            "path": "content/a.md",
            "line": 3,
            "column": 5,
            "length": 4,
            "severity": "error",
            "code": "kind-unknown",
            "message": "Nö.",
            "suggestion": "Try `y`.",
            "related": [{"path": "x.md", "line": 1, "column": 2, "message": "Also here."}],
        }
    ]
    assert report.as_json([]) == "[]\n"


@pytest.mark.parametrize("number, text", [(0, "0 pages"), (1, "1 page"), (2, "2 pages")])
def test_numbers_have_their_nouns(number: int, text: str) -> None:
    assert numbered(number, "page") == text


@given(st.text(), st.integers(0, 50), st.integers(0, 200), st.text(), st.text())
def test_no_text_reaches_the_terminal_as_a_command(
    text: str, start: int, length: int, message: str, path: str
) -> None:
    source = Source(path, text)
    shown = report.as_text([diagnose(Code.RAW_HTML, source, Span(start, start + length), message)])
    assert not {
        char for char in shown if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)
    }
    json.loads(
        report.as_json([diagnose(Code.RAW_HTML, source, Span(start, start + length), message)])
    )
