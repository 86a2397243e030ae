"""`briefing digest`: a week or a month as a file that mail programs show, and as plain text."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.content import check_content
from generator.digest_text import WIDTH
from generator.digest_views import MOST
from generator.digests import digests, month_of
from generator.mailing import mail_of
from generator.project import read_project
from generator.settings import Settings
from tests.conftest import Run
from tests.hostile import FILES as HOSTILE_FILES
from tests.hostile import TEXTS
from tests.test_laws import collapsed, folder_with, in_markdown, put, visible
from tests.test_reader import OVERFLOW

CONFIG = "site_name: Example Briefing\nsite_url: https://example.org/news/\n"
ASKED = """---
title: The first round
date: 2031-03-03
description: They met.
---
[“We will meet again,”]{#again .quote by="Jane Doe" role="Chair" to="reporters" at="Hall"
note="As heard."} and
[“it rained.”]{.quote cont=again} [Nobody knows when]{#when .gap ask="When?"} [or where]{#where .gap
ask="Where?"}.
"""
ANSWERED = """---
title: The second round
date: 2031-03-12
answers:
- {question: "2031-03-03-a#when", status: answered, text: In June., evidence: [june, told, so]}
- {question: "2031-03-03-a#where", status: moot}
---
[It is in June]{#june .fact}. [He was sure of it]{#told .said by="John Roe" doubtful="hearsay"}.
[“So be it,”]{#so .quote by="Jane Doe"} she said.
"""
ASKED_AGAIN = """---
title: The third round
date: 2031-04-01
---
[Nobody knows when]{.gap asks="2031-03-03-a#when"}.
"""
SITE: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "content/articles/2031-03-03-a.md": ASKED,
    "content/articles/2031-03-12-b.md": ANSWERED,
    "content/articles/2031-04-01-c.md": ASKED_AGAIN,
}
ALLOWED = frozenset(
    "html head meta title body div p h1 h2 a br span strong blockquote bdi sup".split()
)


class Mail(HTMLParser):
    """What a mail program reads: elements, links, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.pieces: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(html)
        self.close()
        self.text = collapsed("".join(self.pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag == "html":
            self.root = dict(attrs)
        if tag == "br":
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def written(folder: Path, name: str) -> tuple[Mail, str]:
    html = (folder / f"digest-{name}.html").read_text(encoding="utf-8")
    return Mail(html), (folder / f"digest-{name}.txt").read_text(encoding="utf-8")


def test_a_digest_is_written_as_html_and_as_plain_text(tmp_path: Path, run_briefing: Run) -> None:
    done = run_briefing("digest", "--week", "2031-W10", cwd=put(tmp_path, SITE))
    assert (done.code, done.stderr) == (0, "")
    assert "build/digests/digest-2031-W10.html and digest-2031-W10.txt" in done.stdout
    mail, text = written(tmp_path / "build" / "digests", "2031-W10")
    assert mail.root == {"lang": "en", "dir": "ltr"}
    assert mail.tags <= ALLOWED
    base = "https://example.org/news"
    assert set(mail.links) == {
        f"{base}/digests/2031-W10/",
        f"{base}/briefings/2031-03-03-a/",
        f"{base}/briefings/2031-03-03-a/#again",
        f"{base}/briefings/2031-03-03-a/#when",
        f"{base}/briefings/2031-03-03-a/#where",
    }
    for said in ("“We will meet again,”", "“it rained.”", "Jane Doe · Chair", "As heard."):
        assert said in mail.text
        assert said in text
    assert text == (
        """\
Example Briefing
Digest: 3 March 2031 – 9 March 2031
===================================
https://example.org/news/digests/2031-W10/


Briefings
---------

3 March 2031: The first round
They met.
https://example.org/news/briefings/2031-03-03-a/


What was said
-------------

“We will meet again,”
· · ·
“it rained.”
— Jane Doe · Chair · to reporters · Hall · 3 March 2031 · source not
given · not checked
As heard.
https://example.org/news/briefings/2031-03-03-a/#again


What was asked
--------------

When?
Open since 3 March 2031
https://example.org/news/briefings/2031-03-03-a/#when

Where?
Overtaken · after 9 days
https://example.org/news/briefings/2031-03-03-a/#where
"""
    )


def test_an_answer_is_told_with_what_it_rests_on_and_how_things_stand_now(
    tmp_path: Path, run_briefing: Run
) -> None:
    done = run_briefing("digest", "--month", "2031-03", cwd=put(tmp_path, SITE))
    assert done.code == 0
    mail, text = written(tmp_path / "build" / "digests", "2031-03")
    answered = text.partition("What was answered\n")[2]
    for form in (answered, mail.text):
        assert "Answered · after 9 days · by now: Open" in form
        assert "In June." in form
        assert "[1] In the article: It is in June" in form
        assert "[2] Reported, doubtful · John Roe, 12 March 2031: He was sure of it" in form
        assert "[3] Quotation · Jane Doe, 12 March 2031: “So be it,”" in form
        assert "Overtaken · after 9 days" in form
    place = "https://example.org/news/briefings/2031-03-12-b/#in-told"
    assert place in mail.links
    assert f"\n{place}\n" in answered


@pytest.mark.parametrize(
    "options, message",
    [
        (["--week", "2031-W54"], "The year 2031 has no week 54."),
        (["--week", "next"], "`next` is not of the form 2025-W21."),
        (["--week", ""], "`` is not of the form 2025-W21."),
        (["--month", "2031-13"], "There is no month `2031-13`."),
        (["--week", "2031-W12"], "The nearest digest is that of 2031-W11."),
        (["--month", "2031-03", "--week", "2031-W10"], "name one of them"),
        (["--out", "content/mails"], "that is inside the content folder"),
        (["--out", "mine"], "was not written by this program"),
        (["--out", "mkdocs.yml"], "that is a file"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is_lost(
    options: list[str], message: str, tmp_path: Path, run_briefing: Run
) -> None:
    put(tmp_path, SITE | {"mine/digest-2031-W14.html": "mine"})
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    done = run_briefing("digest", *options, cwd=tmp_path)
    assert done.code == 2
    assert message in done.stderr
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_without_a_week_it_is_the_newest_one_that_has_a_briefing(
    tmp_path: Path, run_briefing: Run
) -> None:
    done = run_briefing("digest", cwd=put(tmp_path, SITE))
    assert "digest-2031-W14.html" in done.stdout


@pytest.mark.parametrize(
    "files, code, message",
    [
        ({"mkdocs.yml": "site_name: S\n"}, 2, "set `site_url` in mkdocs.yml"),
        ({"mkdocs.yml": CONFIG, "content/about.md": "# About\n"}, 2, "There is no briefing yet"),
        (SITE | {"content/articles/x.md": "---\ntitle: X\n---\n"}, 1, "nothing was written"),
        (
            SITE | {"site_templates/pages/mail/digest.html.jinja": "a\n{{ nothing.here }}"},
            1,
            "site_templates/pages/mail/digest.html.jinja:2",
        ),
    ],
)
def test_a_site_that_can_have_no_mail_is_told_why(
    files: dict[str, str | bytes], code: int, message: str, tmp_path: Path, run_briefing: Run
) -> None:
    done = run_briefing("digest", cwd=put(tmp_path, files))
    assert done.code == code
    assert message in done.stderr
    assert not (tmp_path / "build").exists()


def test_the_template_of_the_mail_can_be_the_owners(tmp_path: Path, run_briefing: Run) -> None:
    own = "<p>{{ site }}: {{ digest.title }}</p>\n"
    put(tmp_path, SITE | {"site_templates/pages/mail/digest.html.jinja": own})
    for _ in range(2):
        assert run_briefing("digest", "--month", "2031-03", cwd=tmp_path).stderr == ""
    html = tmp_path / "build/digests/digest-2031-03.html"
    assert html.read_text().strip() == "<p>Example Briefing: March 2031</p>"
    assert run_briefing("check", cwd=tmp_path).stderr == ""


def test_a_mail_that_was_changed_by_hand_stays_and_so_do_those_of_other_weeks(
    tmp_path: Path, run_briefing: Run
) -> None:
    put(tmp_path, SITE)
    folder = tmp_path / "build" / "digests"
    run_briefing("digest", "--week", "2031-W10", cwd=tmp_path)
    first = (folder / "digest-2031-W10.txt").read_bytes()
    run_briefing("digest", "--week", "2031-W11", cwd=tmp_path)
    assert (folder / "digest-2031-W10.txt").read_bytes() == first
    put(tmp_path, {"content/articles/2031-03-03-a.md": ASKED.replace("They met.", "They spoke.")})
    done = run_briefing("digest", "--week", "2031-W10", cwd=tmp_path)
    assert (done.code, done.stderr) == (0, "")
    assert "They spoke." in (folder / "digest-2031-W10.txt").read_text()
    (folder / "digest-2031-W10.txt").write_text("Dear readers!")
    done = run_briefing("digest", "--week", "2031-W11", cwd=tmp_path)
    assert (done.code, done.stderr) == (0, "")
    done = run_briefing("digest", "--week", "2031-W10", cwd=tmp_path)
    assert "digest-2031-W10.txt" in done.stderr
    assert "changed by hand" in done.stderr
    assert (folder / "digest-2031-W10.txt").read_text() == "Dear readers!"


def test_an_arabic_site_has_arabic_mails(tmp_path: Path, run_briefing: Run) -> None:
    config = f"{CONFIG}theme: {{name: material, language: ar}}\n"
    run_briefing("digest", "--month", "2031-03", cwd=put(tmp_path, SITE | {"mkdocs.yml": config}))
    mail, text = written(tmp_path / "build" / "digests", "2031-03")
    assert mail.root == {"lang": "ar", "dir": "rtl"}
    assert "ما أُجيب عنه" in mail.text
    assert "ما أُجيب عنه\n-----" in text


def test_no_text_of_an_author_becomes_markup_in_a_mail(tmp_path: Path) -> None:
    folder = put(tmp_path, HOSTILE_FILES)
    project = read_project(folder)
    checked = check_content(folder, project.settings)
    (digest,) = digests(checked.corpus, month_of)
    made = mail_of(checked, project.settings, digest)
    mail = Mail(made.html)
    assert mail.tags <= ALLOWED
    assert mail.attributes <= set("lang dir charset name content style href class rel".split()) | {
        "aria-hidden"
    }
    assert all(re.fullmatch(r"https?://[^\s\"<>]+", link) for link in mail.links)
    for texts in TEXTS[:MOST]:
        for index in (0, 1, 10, 12, 17, 18, 19, 20):
            assert visible(texts(index)) in mail.text
        assert " ".join(texts(17).split()) in " ".join(made.text.split())


def test_a_direction_that_an_author_sets_ends_with_their_text(
    tmp_path: Path, run_briefing: Run
) -> None:
    turned = ASKED.replace('at="Hall"', 'at="\u202eHall\u2066"')
    folder = put(tmp_path, SITE | {"content/articles/2031-03-03-a.md": turned})
    run_briefing("digest", "--week", "2031-W10", cwd=folder)
    _, text = written(tmp_path / "build" / "digests", "2031-W10")
    assert " · \u202eHall\u2066\u2069\u202c · " in text.replace("\n", " ")


def test_what_is_left_out_of_a_mail_is_a_link_away(tmp_path: Path, run_briefing: Run) -> None:
    many: dict[str, str | bytes] = {
        f"content/articles/2031-03-03-{number:03}.md": ASKED for number in range(MOST + 1)
    }
    run_briefing("digest", cwd=put(tmp_path, many | {"mkdocs.yml": CONFIG}))
    mail, text = written(tmp_path / "build" / "digests", "2031-W10")
    assert text.count("Jane Doe · Chair") == mail.text.count("Jane Doe · Chair") == MOST
    archive = "https://example.org/news/archive/2031/03/"
    assert f"\n1 more briefing\n{archive}\n" in text
    assert archive in mail.links


WORDS = st.lists(
    st.sampled_from(
        "it well-known naïve don’t — 日本 e\u0301 a\xa0b 1. x... “so” (or) C&A السلام "
        "https://example.org/a-b".split(" ")
    )
    | st.integers(60, 90).map(lambda length: "o" * length),
    min_size=1,
    max_size=60,
)


@settings(max_examples=40)
@given(WORDS)
@example(["w" * WIDTH, "w" * (WIDTH - 1), "https://example.org/a-b/" + "c-" * WIDTH])
def test_a_quotation_is_the_articles_to_the_character(words: list[str]) -> None:
    text = "“" + in_markdown(" ".join(words)) + "”"
    article = f'---\ntitle: T\ndate: 2031-03-03\n---\n[{text}]{{#q .quote by="Jane Doe"}}\n'
    settings_ = Settings(site_name="S", site_url="https://example.org/")
    with folder_with({"content/articles/2031-03-03-a.md": article}) as folder:
        checked = check_content(folder, settings_)
    (digest,) = digests(checked.corpus, month_of)
    (statement,) = digest.articles[0].statements
    text = mail_of(checked, settings_, digest).text
    said = text.partition("-------------\n\n")[2].partition("\n— Jane Doe")[0]
    assert said.replace("\n", " ") == statement.annotation.words
    assert all(len(line) <= WIDTH or " " not in line for line in text.split("\n"))
    addresses = [line for line in text.split("\n") if line.startswith("https://example.org/brief")]
    assert addresses == [
        "https://example.org/briefings/2031-03-03-a/",
        "https://example.org/briefings/2031-03-03-a/#q",
    ]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mails_fit_the_screen_and_fetch_nothing(
    scheme: Literal["light", "dark"], mails: Path, page: Page
) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.emulate_media(color_scheme=scheme)
    for file in sorted(mails.iterdir()):
        for width in (600, 360):
            page.set_viewport_size({"width": width, "height": 800})
            requested.clear()
            page.goto(file.as_uri())
            assert requested == [file.as_uri()]
            assert page.evaluate(OVERFLOW.replace("article *", "body *")) == []
