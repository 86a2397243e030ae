"""`briefing changes`: what changed in meaning between two versions, and not in typing."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import change_report
from generator.changes import Change, changes
from generator.content import check_content
from generator.project import read_project
from tests.conftest import Run
from tests.test_laws import put

STEM = "2031-03-03-a"
PAGE = f"briefings/{STEM}"
ARTICLE = """---
title: The round ends
date: 2031-03-03
description: It ended.
sources: {post: {publisher: The Post}}
summary:
- {text: It was dry., evidence: [dry]}
questions:
- {id: when, ask: When is the next?}
- {id: where, ask: Where is it?}
variants:
- {of: summer, source: post, text: In the summer}
---
[It was dry]{#dry .fact}. [“In summer,”]{#summer .quote by="Ada Example"} she said, and
[named no day]{.gap asks=when}.

[He was content]{#content .said by="Bo Example"}.
"""
LATER = """---
title: The next round
date: 2031-04-01
answers:
- {question: 2031-03-03-a#when, status: answered, text: On 1 April., evidence: [april]}
---
[It began on 1 April]{#april .fact}.
"""


def site(folder: Path, *articles: str) -> Path:
    stems = (STEM, "2031-04-01-b")
    files = {f"content/articles/{s}.md": text for s, text in zip(stems, articles, strict=False)}
    return put(folder, {"mkdocs.yml": "site_name: S\n", **files})


def found(tmp_path: Path, before: tuple[str, ...], after: tuple[str, ...]) -> list[Change]:
    folders = (site(tmp_path / "old", *before), site(tmp_path / "new", *after))
    old, new = (check_content(folder, read_project(folder).settings) for folder in folders)
    return list(changes(old.corpus, new.corpus, old.checks, new.checks))


@pytest.mark.parametrize(
    "words, instead, expected",
    [
        ("“In summer,”", "“In the summer,”", ("statement", "reworded", "summer")),
        ('by="Ada Example"', 'by="Bo Example"', ("statement", "speaker", "summer")),
        ('#summer .quote by="Ada Example"', '#summer .said by="Ada Example"',
         ("statement", "form", "summer")),
        ('.said by="Bo Example"', '.said by="Bo Example" date=2031-03-02',
         ("statement", "date", "content")),
        ("It was dry., evidence: [dry]", "It was dry., evidence: [summer]",
         ("summary point", "evidence", "")),
        ("It was dry., evi", "It was all dry., evi", ("summary point", "reworded", "")),
        ("When is the next?", "Where is the next?", ("question", "reworded", "when")),
        ("title: The round ends", "title: The round goes on", ("headline", "reworded", "")),
        ("title: The round ends\ndate: 2031-03-03", "title: The round ends\ndate: 2031-03-04",
         ("headline", "date", "")),
        ("description: It ended.\n", "", ("sentence", "removed", "")),
        ("text: In the summer", "text: In a summer", ("variant", "reworded", "summer/post")),
        ("she said, and", "she said loudly, and", ("text", "reworded", "")),
        ('#summer .quote by="Ada Example"', '#summer .quote by="Ada Example" role=Chair',
         ("statement", "role", "summer")),
        ('by="Ada Example"', 'as="Ada Example"', ("statement", "speaker", "summer")),
        ('[“In summer,”]{#summer .quote by="Ada Example"}',
         '[He heard [“In summer,”]{#summer .quote by="Ada Example"}]{.said by=Cy}',
         ("statement", "teller", "summer")),
        ("#dry .fact", "#dry .fact doubtful=unclear", ("passage", "doubt", "dry")),
        (".gap asks=when", ".gap asks=where", ("passage", "question", "named-no-day")),
    ],
)  # fmt: skip
def test_a_change_of_meaning_is_found(
    tmp_path: Path, words: str, instead: str, expected: tuple[str, str, str]
) -> None:
    assert words in ARTICLE
    changed = found(tmp_path, (ARTICLE,), (ARTICLE.replace(words, instead),))
    assert expected in [(change.kind, change.what, change.id) for change in changed]
    assert {change.page for change in changed} == {PAGE}


@pytest.mark.parametrize(
    "words, instead",
    [
        ("“In summer,”", '"In summer,"'),
        ("she said, and\n", "she  said,\nand "),
        ("#content .said", ".said #content"),
        ("{text: It was dry., evidence: [dry]}", "text: It was dry.\n  evidence:\n  - dry"),
    ],
)
def test_typing_is_no_change(tmp_path: Path, words: str, instead: str) -> None:
    assert words in ARTICLE
    assert found(tmp_path, (ARTICLE,), (ARTICLE.replace(words, instead),)) == []


def test_a_paragraph_of_statements_alone_has_no_words_of_its_own(tmp_path: Path) -> None:
    alone = '\n[“Yes.”]{#yes .quote by="Ada Example"} [“No.”]{#no .quote by="Bo Example"}\n'
    changed = found(tmp_path, (ARTICLE + alone,), (ARTICLE,))
    assert [(c.kind, c.what, c.id) for c in changed] == [
        ("statement", "removed", "yes"),
        ("statement", "removed", "no"),
    ]


def test_a_quotation_without_an_id_is_known_by_its_words(tmp_path: Path) -> None:
    before = ARTICLE.replace("#content ", "").replace("He was content", "He was quite content now")
    after = before.replace("He was quite", "She was quite")
    (change,) = found(tmp_path, (before,), (after,))
    assert (change.kind, change.what) == ("statement", "reworded")
    assert (change.before, change.after) == (
        "He was quite content now",
        "She was quite content now",
    )


def test_an_answer_in_another_article_is_a_change_of_the_question(tmp_path: Path) -> None:
    changed = found(tmp_path, (ARTICLE,), (ARTICLE, LATER))
    assert [(c.page, c.kind, c.what, c.before, c.after) for c in changed] == [
        (PAGE, "question", "state", "open", "answered"),
        (PAGE, "answer", "added", "", "On 1 April."),
        ("briefings/2031-04-01-b", "briefing", "added", "", ""),
    ]


def test_an_article_that_has_another_stem_is_the_same(tmp_path: Path) -> None:
    old = site(tmp_path / "old", ARTICLE)
    moved = ARTICLE.replace("description:", f"formerly: [{STEM}]\ndescription:")
    new = put(
        tmp_path / "new",
        {"mkdocs.yml": "site_name: S\n", "content/articles/2031-03-03-z.md": moved},
    )
    values = [check_content(folder, read_project(folder).settings) for folder in (old, new)]
    assert changes(values[0].corpus, values[1].corpus, {}, {}) == ()


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_revisions_are_compared_with_the_folder_as_it_is(tmp_path: Path, run_briefing: Run) -> None:
    folder = site(tmp_path / "repo" / "docs", ARTICLE)  # a site can lie below a repository
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-qm", "One")
    nothing = run_briefing("changes", "HEAD", cwd=folder)
    assert (nothing.code, nothing.stdout) == (0, change_report.NOTHING + "\n")
    site(folder, ARTICLE.replace("“In summer,”", "“In <b>high</b> summer,”"))
    text = run_briefing("changes", "HEAD", cwd=folder).stdout
    assert "“In {+<b>high</b>+} summer,”" in text
    markdown = run_briefing("changes", "HEAD", "--format", "markdown", cwd=folder)
    assert "<b>" not in markdown.stdout
    assert "<ins>" in markdown.stdout
    listed = run_briefing("changes", "HEAD", "--format", "json", cwd=folder).stdout
    assert [(c["page"], c["what"]) for c in json.loads(listed)] == [(PAGE, "reworded")]


@pytest.mark.parametrize("name", ["no-such-revision", "--output=x", "HEAD:content", ""])
def test_what_is_neither_folder_nor_revision_is_told(
    tmp_path: Path, run_briefing: Run, name: str
) -> None:
    folder = site(tmp_path, ARTICLE)
    git(folder, "init", "-q")
    run = run_briefing("changes", "--", name, cwd=folder)
    assert run.code == 2
    assert "neither a folder nor a revision" in run.stderr
    assert not (folder / "x").exists()


def test_a_folder_without_content_is_told(tmp_path: Path, run_briefing: Run) -> None:
    folder = site(tmp_path / "site", ARTICLE)
    (tmp_path / "empty").mkdir()
    run = run_briefing("changes", str(tmp_path / "empty"), cwd=folder)
    assert run.code == 2
    assert "there is no content/ in it" in run.stderr


def test_nothing_in_a_change_reaches_the_terminal_or_markdown_as_it_is() -> None:
    hostile = "\x1b[2J<b>*x*"
    change = Change(hostile, "statement", "speaker", "", hostile, hostile, f"{hostile} y")
    for shown in (change, replace(change, what="reworded")):
        assert "\x1b" not in change_report.as_text([shown])
        assert "<b>" not in change_report.as_markdown([shown])


def test_what_changes_only_in_signs_is_shown_whole() -> None:
    change = Change(PAGE, "text", "reworded", before="Fell 3 %, it says", after="Fell 3 % it says")
    text = change_report.as_text([change])
    assert "Fell 3 %, it says" in text
    assert "Fell 3 % it says" in text


def test_a_text_that_is_another_one_altogether_is_not_compared_for_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr("generator.changes._alike", lambda _, new: compared.append(new.text))
    olds, news = (
        ARTICLE + "".join(f"\n{letter}{n} paragraph.\n" for n in range(200)) for letter in "ab"
    )
    told = found(tmp_path, (olds,), (news,))
    assert [change.what for change in told].count("removed") == 200
    assert [change.what for change in told].count("added") == 200
    assert not compared
