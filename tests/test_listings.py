"""Pages that list: what the golden sites do not show."""

from pathlib import Path

import pytest

from generator import archive as archive_module
from generator.build import build
from generator.project import read_project
from tests.conftest import ROOT
from tests.test_laws import put

SITE = ROOT / "tests" / "golden" / "complete"


def archive() -> str:
    pages = build(SITE, read_project(SITE).settings).pages
    (text,) = (page.markdown for page in pages if page.path == "archive/index.md")
    return text


def test_the_archive_lists_its_briefings_until_they_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = len(list((SITE / "content" / "articles").rglob("*.md")))
    monkeypatch.setattr(archive_module, "IN_FULL", number)
    assert "../briefings/2031-03-03-first-round.md" in archive()
    assert "2031/03.md" in archive()
    monkeypatch.setattr(archive_module, "IN_FULL", 1)
    assert "../briefings/" not in archive()
    assert "2031/index.md" in archive()


def pages_of(folder: Path) -> dict[str, str]:
    built = build(folder, read_project(folder).settings)
    assert not built.has_errors
    return {page.path: page.markdown for page in built.pages}


ASKED = """---
title: First
date: 2031-03-03
story: talks
questions:
- {id: where, ask: Where?}
- {id: when, ask: When?}
---
[Nobody knows where]{.gap asks=where} or [when]{.gap asks=when}.
"""
ANSWERED = """---
title: Second
date: 2031-03-10
story: talks
answers:
- {question: 2031-03-03-a#where, status: answered, text: Here., evidence: [here]}
---
[It is here]{#here .fact}.
"""


def test_the_home_page_shows_what_was_answered_last_and_where_stories_stand(tmp_path: Path) -> None:
    articles = {"2031-03-03-a.md": ASKED, "2031-03-10-b.md": ANSWERED}
    put(tmp_path, {f"content/articles/{name}": text for name, text in articles.items()})
    put(tmp_path, {"mkdocs.yml": "site_name: S\n"})
    home = pages_of(tmp_path)["index.md"]
    answered = home.partition('class="b-section b-answered"')[2].partition("</section>")[0]
    assert answered.count("data-status=") == answered.count('data-status="answered"') == 1
    assert "briefings/2031-03-10-b.md#in-here" in answered
    stories = home.partition('class="b-section b-stories"')[2].partition("</section>")[0]
    assert "2 briefings, 3 March 2031 – 10 March 2031<" in stories
    assert "1 open question; 1 answered or overtaken<" in stories
    assert "Latest, 10 March 2031:" in stories


def test_an_author_can_write_the_page_that_explains_the_marks(tmp_path: Path) -> None:
    put(tmp_path, {"mkdocs.yml": "site_name: S\n", "content/articles/2031-03-03-a.md": ASKED})
    link = "../how-to-read/index.md"
    assert "how-to-read/index.md" in pages_of(tmp_path)
    assert link in pages_of(tmp_path)["briefings/2031-03-03-a.md"]
    put(tmp_path, {"content/how-to-read/index.md": "# My marks\n"})
    assert "how-to-read/index.md" not in pages_of(tmp_path)
    assert link in pages_of(tmp_path)["briefings/2031-03-03-a.md"]


SAID = """---
title: Day {n}
date: 2031-03-0{n}
story: talks
---
[“Rain {n}.”]{{#rain .quote by="Jane Doe" to="Ben Sample" at="the hall"}}
[It would snow.]{{#snow .said by="Jane Doe"}} {more}
"""


def test_what_somebody_said_on_a_story_stands_side_by_side(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "content/articles/2031-03-01-a.md": SAID.format(n=1, more=""),
            "content/articles/2031-03-02-b.md": SAID.format(
                n=2, more='[“Sun.”]{.quote by="Ben Sample"}'
            ),
            "content/people/jane-doe.md": "---\nname: Jane Doe\nroles: [{title: Minister}]\n---\n",
            "mkdocs.yml": "site_name: S\nplugins: [briefing]\n",
        },
    )
    pages = pages_of(tmp_path)
    page = pages["people/jane-doe/talks.md"]
    assert "\n# Jane Doe on talks\n" in page
    assert page.index("Rain 1.") < page.index("Rain 2.")
    assert page.count("<blockquote") == 2
    assert page.count('<li class="b-same-day">') == 2
    assert page.count('<span class="b-label">reported:</span> It would snow.') == 2
    assert "“It would" not in page
    assert page.count('<span class="b-role">Minister</span>') == 4
    assert '<a href="jane-doe/talks.md">talks</a> (4 statements)' in pages["people/jane-doe.md"]
    assert "people/ben-sample/talks.md" not in pages
    everything = pages["quotations/index.md"]
    assert everything.index("Sun.") > everything.index("Rain 2.") > everything.index("All 3")
    assert everything.index("Rain 1.") > everything.index("Sun.")
    assert "It would snow" not in everything
    assert '<a href="../people/ben-sample.md">Ben Sample</a></strong>' in everything


def test_somebodys_pages_lead_to_every_story_that_they_tell_of(tmp_path: Path) -> None:
    articles = {
        f"content/articles/2031-03-0{day}-{key}.md": SAID.format(n=day, more="").replace(
            "story: talks", f"story: tale-{key}"
        )
        for key in "abcdefghijklmnopqrstuvwxyz"
        for day in (1, 2)
    }
    plugin = "site_name: S\nplugins: [{briefing: {page_size: 10, key_quotations: 0}}]\n"
    put(tmp_path, {**articles, "mkdocs.yml": plugin})
    pages = pages_of(tmp_path)
    own = [text for path, text in pages.items() if path.startswith("people/jane-doe")]
    for key in "abcdefghijklmnopqrstuvwxyz":
        assert f"people/jane-doe/tale-{key}.md" in pages
        assert any(f'tale-{key}.md">tale-{key}</a> (4 statements)' in text for text in own)
        # What is unfolded on a briefing does not decide what stands for it elsewhere.
        assert "“Rain 1.”" in pages[f"stories/tale-{key}.md"]
    assert "“Rain 1.”" in pages["digests/2031-03.md"]
