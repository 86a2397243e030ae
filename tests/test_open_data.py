"""The open data: valid by its own schemas, complete, and never quoting what was not quoted."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator import data_files
from generator.build import build
from generator.content import check_content
from generator.open_data import record_of
from generator.project import read_project
from tests.conftest import ROOT
from tests.strategies import HOSTILE
from tests.test_laws import put

SITE = "https://site.example/base/"
LISTS = ("briefings", "quotations", "questions", "people")


def files_of(folder: Path) -> dict[str, bytes]:
    project = read_project(folder)
    checked = check_content(folder, project.settings)
    record = record_of(checked.corpus, checked.checks, replace(project.settings, site_url=SITE))
    return data_files.data_files(record)


def items(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(files[f"data/{name}.json"])["items"]
    return listed


def test_files_are_valid_by_their_schemas() -> None:
    files = files_of(ROOT)
    for name in LISTS:
        schema = json.loads(files[f"data/{name}.schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        content = json.loads(files[f"data/{name}.json"])
        assert [error.message for error in validator.iter_errors(content)] == []
        assert content["items"]
        broken = {**content, "items": [{**content["items"][0], "extra": 1}]}
        assert list(validator.iter_errors(broken))


def test_quotations_are_the_articles_words_and_reported_speech_is_none_of_them() -> None:
    files = files_of(ROOT)
    corpus = check_content(ROOT, read_project(ROOT).settings).corpus
    marked = {
        (one.stem, s.id): (s.annotation.kind.value, tuple(part.words for part in s.parts))
        for one in corpus.articles
        for s in one.statements
    }
    listed = {
        tuple(q["id"].split("#")): ("quote", tuple(q["parts"])) for q in items(files, "quotations")
    }
    reported = {
        tuple(r["id"].split("#")): ("said", tuple(r["parts"]))
        for briefing in items(files, "briefings")
        for r in briefing["reported"]
    }
    assert {**listed, **reported} == marked
    assert not listed.keys() & reported.keys()


def test_who_has_no_record_is_not_said_to_be_a_person(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: S\n",
        "content/articles/2025-01-02-a.md": "---\ntitle: T\ndate: 2025-01-02\n---\n"
        '[“A”]{.quote by="A Ministry"} [“B”]{.quote by="Ben"}\n',
        "content/people/ben.md": "---\nname: Ben\n---\n",
    }
    people = items(files_of(put(tmp_path, files)), "people")
    assert {one["key"]: one["kind"] for one in people} == {"a-ministry": None, "ben": "person"}


def test_words_at_second_hand_say_who_tells_of_them(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: S\n",
        "content/articles/2025-01-02-a.md": "---\ntitle: T\ndate: 2025-01-02\n---\n"
        '[He said [“A”]{#a .quote by="Ben"}]{.said by="Ada"} [“B”]{#b .quote by="Ben"}\n',
    }
    written = files_of(put(tmp_path, files))
    told = {one["id"]: one["quoted_by"] for one in items(written, "quotations")}
    assert told == {"2025-01-02-a#a": "Ada", "2025-01-02-a#b": None}
    rows = csv.DictReader(io.StringIO(written["data/quotations.csv"].decode(), newline=""))
    assert [row["quoted_by"] for row in rows] == ["Ada", ""]


def test_words_that_leave_a_question_open_say_in_whose_statement_they_stand(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: S\n",
        "content/articles/2025-01-02-a.md": "---\ntitle: T\ndate: 2025-01-02\n---\n"
        '[“No [idea]{#i .gap ask="When?"}.”]{#a .quote by="Ben"} [Nobody knows]{.gap asks=i}.\n',
    }
    (question,) = items(files_of(put(tmp_path, files)), "questions")
    told = [(gap["words"], gap["within"]) for gap in question["gaps"]]
    assert told == [("idea", "2025-01-02-a#a"), ("Nobody knows", None)]


def test_csv_says_the_same_as_json() -> None:
    files = files_of(ROOT)
    rows = list(csv.DictReader(io.StringIO(files["data/quotations.csv"].decode(), newline="")))
    quotations = items(files, "quotations")
    assert [row["words"] for row in rows] == [" · · · ".join(q["parts"]) for q in quotations]
    assert [row["check"] for row in rows] == [q["check"]["state"] for q in quotations]


def test_addresses_lead_to_the_pages_of_the_site() -> None:
    project = read_project(ROOT)
    built = build(ROOT, project.settings)
    pages = {page.path: page.markdown for page in built.pages}
    files = files_of(ROOT)
    for one in (*items(files, "quotations"), *items(files, "questions")):
        path, _, anchor = one["url"].removeprefix("https://site.example/base/").partition("#")
        text = pages[f"{path.rstrip('/')}.md"]
        assert f'id="{anchor}"' in text or f"#{anchor} " in text
    assert {p["url"] for p in items(files, "people")} <= {
        f"https://site.example/base/{path.removesuffix('.md')}/" for path in pages
    }


def test_a_long_list_is_divided_by_years(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = files_of(ROOT)
    monkeypatch.setattr(data_files, "IN_ONE", 3)
    files = files_of(ROOT)
    index = json.loads(files["data/quotations.json"])
    assert index["items"] == []
    together = []
    for part in index["parts"]:
        found = json.loads(files[f"data/{part['url']}"])["items"]
        assert len(found) == part["count"]
        assert {one["date"][:4] for one in found} == {part["year"]}
        assert f"data/quotations-{part['year']}.csv" in files
        together += found
    assert together == items(whole, "quotations")
    assert "data/quotations.csv" not in files


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_data(tmp_path: Path, text: str) -> None:
    quoted = json.dumps(" ".join(text.split()) or "x")
    article = f"""---
title: {quoted}
date: 2031-03-03
questions: [{{id: why, ask: {quoted}}}]
---
[“A.”]{{#a .quote by="Ada Example"}}
"""
    folder = put(
        tmp_path,
        {"mkdocs.yml": "site_name: S\n", "content/articles/2031-03-03-a.md": article},
    )
    checked = check_content(folder, read_project(folder).settings)
    files = files_of(folder)
    asked = [question.ask for question in checked.corpus.questions.values()]
    assert [one["ask"] for one in items(files, "questions")] == asked


def test_two_builds_have_the_same_bytes_and_a_file_of_that_name_is_told(tmp_path: Path) -> None:
    assert files_of(ROOT) == files_of(ROOT)
    names = ("content/data/people.json", "content/share/index.png")
    config = "site_name: S\nsite_url: https://site.example/\n"
    put(tmp_path, {"mkdocs.yml": config, **dict.fromkeys(names, "")})
    found = build(tmp_path, read_project(tmp_path).settings).diagnostics
    assert [(one.code.slug, one.place.path) for one in found] == [
        ("file-collision", name) for name in names
    ]
