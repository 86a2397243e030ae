"""Quotations compared with stored texts, and the records of it."""

import datetime as dt
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.cards import check_note
from generator.check import check
from generator.checked import Check, State
from generator.content import Checked, check_content
from generator.diagnostics import Code
from generator.differences import MAX_COMPARED, differences
from generator.messages import Catalogue
from generator.omissions import MAX_CHANGES
from generator.page_text import page_text
from generator.project import read_project
from generator.read import MAX_FILE
from generator.records import RecordFields, fingerprint, read_records, sealed, write_records
from generator.source import Source
from generator.verify import verify
from generator.words import Comparison, StoredText, compare, find
from tests.conftest import ROOT, Run

ROUND = StoredText(
    "Ada said on Tuesday:\n“It will rain  all day. We’ll meet — again, she said.”\n"
    "« Bonjour » dit-il. He did not accept the offer, nor the plan. The office is ﬁne…"
)
EXACT, TYPOGRAPHIC, ELIDED, EDITED, DIFFERS, NOT_FOUND, _ = State

WORDS = st.lists(st.sampled_from("rain will all day the it plan".split()), min_size=2, max_size=30)
ANYTHING = st.text(alphabet="ab .,…[]()“”'-\u00a0\u0301\n我", max_size=40)


@pytest.mark.parametrize(
    "words, state",
    [
        ("“It will rain all day.”", EXACT),
        ("It will\nrain\tall day", EXACT),
        ("»We’ll meet — again«", EXACT),
        ("We'll meet - again", TYPOGRAPHIC),
        ("We’ll meet—again", TYPOGRAPHIC),
        ("We’ll meet — again.", TYPOGRAPHIC),
        ("“Bonjour” dit-il", TYPOGRAPHIC),
        ("The office is fine...", TYPOGRAPHIC),
        ("It will\u00a0rain", TYPOGRAPHIC),
        ("It will … all day", ELIDED),
        ("It will rain [...] all day", ELIDED),
        ("It will (…) again", ELIDED),
        ("… the offer …", ELIDED),
        ("He did … the offer … the plan", ELIDED),
        ("[They] will rain all day", EDITED),
        ("It [the sky] will rain", EDITED),
        ("[i]t will rain", EDITED),
        ("[H]e did [not] accept", EDITED),
        ("He accept[ed] the offer", NOT_FOUND),
        ("did not accept[ed] the offer", EDITED),
        ("did not [un]accept the offer", EDITED),
        ("It will [surely] rain … We’ll meet", EDITED),
        ("It will snow all day", DIFFERS),
        ("it will rain all day", DIFFERS),
        ("Nobody knows", NOT_FOUND),
        ("t will rain al", NOT_FOUND),
        ("", NOT_FOUND),
        ("“”", NOT_FOUND),
    ],
)
def test_words_have_the_state_of_the_specification(words: str, state: State) -> None:
    assert compare(words, ROUND).state is state


@pytest.mark.parametrize(
    "words", ["“…”", "[…]", "… …", "[He will step back]", "[He] … [steps back]", "[…] [x]."]
)
def test_without_words_of_the_source_nothing_is_found(words: str) -> None:
    assert compare(words, StoredText("He will step back … he said")).state is NOT_FOUND


def test_brackets_and_marks_that_the_text_has_are_its_own() -> None:
    text = StoredText("“Well… [laughs] no,” he said.")
    assert compare("Well… [laughs] no", text).state is EXACT
    assert compare("Well... [laughs] no", text).state is TYPOGRAPHIC


def test_one_word_between_two_elisions_is_not_the_sources_sentence() -> None:
    text = StoredText("I did not accept it, nor the plan.")
    assert find("I … accept … plan", text) is None
    assert find("I … [will] accept … plan", text) is None
    assert find("I … not accept … plan", text) is ELIDED
    assert find("I … [nodding] … plan", text) is EDITED
    assert find("我说 … 我会 … 去", StoredText("我说了,明天我会自己去")) is ELIDED


def test_an_elision_stands_for_no_more_than_a_thousand_characters() -> None:
    near, far = "x" * 996, "x" * 999
    assert find("We won … they lost", StoredText(f"We won {near}, they lost")) is ELIDED
    assert find("We won … they lost", StoredText(f"We won {far}, they lost")) is None
    again = StoredText(f"We won {far} and {far} we said. We won, they lost.")
    assert find("We won … they lost", again) is ELIDED


def test_brackets_stand_for_six_words_at_most() -> None:
    assert find("we [all] go", StoredText("we a b c d e f go")) is EDITED
    assert find("we [all] go", StoredText("we a b c d e f g go")) is None


@pytest.mark.parametrize(
    "quoted, stored", [("step\u00a0back", "step back"), ("step back", "step\u2009back")]
)
def test_another_space_is_not_the_same_character(quoted: str, stored: str) -> None:
    assert compare(quoted, StoredText(stored)).state is TYPOGRAPHIC
    assert compare(stored, StoredText(stored)).state is EXACT


def test_words_begin_and_end_where_those_of_the_text_do() -> None:
    assert find("cafe", StoredText("the cafe\u0301s")) is None
    assert find("is", StoredText("This")) is None
    assert find("我们会赢", StoredText("他说我们会赢的")) is EXACT


@pytest.mark.parametrize(
    "words, text",
    [
        ("I can", "I can’t."),
        ("I can.", "I can't."),
        ("I can", "I can\u00ad’t."),
        ("’t go home", "I can’t go home."),
        ("5 million came", "1.5 million came"),
        ("5 million came", "-5 million came"),
        ("5 million came", "He said .5 million came"),
        ("We lost 1", "We lost 1,000 men."),
        ("We lost 1", "We lost 1 000 men."),
        ("We lost 1", "We lost 1\u202f000 men."),
        ("000 men", "We lost 1\u00a0000 men."),
        ("We lost 10.", "We lost 10.5 million."),
        ("We lost 10", "We lost 10% of it."),
        ("We met at 10", "We met at 10:30."),
        ("10 men", "We lost 5–10 men."),
        ("No, I.", "No, I.5"),
        ("American activities", "un-American activities"),
        ("profit organisation", "a non‑profit organisation"),
        ("likely", "un\u00adlikely"),
        ("We lost 1 … men", "We lost 1,000 good men."),
        ("I can … go home", "I can’t ever go home."),
        ("I will … activities", "I will not call it un-activities"),
        ("un - American", "un-American"),
        ("un-American", "un — American"),
        ("No.Yes.", "“No.”“Yes.”"),
        ("un-American", "“un”-American"),
        ("un-American", "un-“American”"),
        ("I will [] go", "I will never ever go"),
        ("I will [ ] go", "I will never ever go"),
        ("I will [sic] go", "I will never ever go"),
        ("I will [.] go", "I will never ever go"),
        ("wonder[] man", "a wonderful man"),
        ("wonder[] man", "a wonder man"),
        ("हिन", "हिन्दी"),
        ("the leaders aide", "the leaders' aide"),
        ("a dog's 'bone'", "a dogs “bone”"),
    ],
)
def test_words_that_stand_otherwise_in_the_text_are_not_found(words: str, text: str) -> None:
    assert find(words, StoredText(text)) is None
    assert compare(f"“{words}”", StoredText(f"Then she said: “{text}”")).state in {
        DIFFERS,
        NOT_FOUND,
    }


@pytest.mark.parametrize(
    "words, text, state",
    [
        ("I can", "‘I can’ said Ada", EXACT),
        ("I can", "“I can”said Ada", EXACT),
        ("I can", "said: “‘I can’, I think”", EXACT),
        ("rock ’n’ roll", "It is rock ’n’ roll.", EXACT),
        ("rock 'n' roll", "It is rock ’n’ roll.", TYPOGRAPHIC),
        ("the dogs", "the dogs’ bowl", EXACT),
        ("I can", "Yes—I can—now", EXACT),
        ("I can.", "Yes – I can – now", TYPOGRAPHIC),
        ("I can", "I can. Then", EXACT),
        ("I can", "I can...", EXACT),
        ("5 million", "…5 million, he said", EXACT),
        ("We lost 10.", "We lost 10.", EXACT),
        ("In 2016", "In 2016 300 came", EXACT),
        ("again—she said", "again – she said", TYPOGRAPHIC),
        ("again--she said", "again – she said", TYPOGRAPHIC),
        ("again–she said", "again—she said", TYPOGRAPHIC),
        ("2016-17", "in 2016–17", TYPOGRAPHIC),
        ("post-Cold War", "the post–Cold War years", TYPOGRAPHIC),
        ("well-known man", "a well-\nknown man", TYPOGRAPHIC),
        ("No. Yes.", "“No.”“Yes.”", TYPOGRAPHIC),
        ("the plan, he", "the “plan”, he", TYPOGRAPHIC),
        ("the “plan”, he", "the 'plan', he".replace("'", '"'), TYPOGRAPHIC),
        ("[I]’m sure … go home", "I’m sure we can go home", EDITED),
        ("un-[A]merican", "an un-american act", EDITED),
        ("We [sic] goes home[.] Then", "We goes home. Then", EDITED),
        ("“It was ‘absurd’ to wait”", "It was “absurd” to wait", TYPOGRAPHIC),
        ("It was “absurd” to wait", "'It was 'absurd' to wait'", TYPOGRAPHIC),
        ("“He called it ‘absurd’ … to wait”", 'He called it "absurd", so far, to wait', ELIDED),
    ],
)
def test_words_are_found_beside_marks_dashes_and_stops(words: str, text: str, state: State) -> None:
    assert compare(words, StoredText(text)).state is state


PIECES = st.sampled_from(
    "can can't I 1 1,000 10.5 5 000 pro American pro-American No Yes ﬁne é".split()
)
BETWEEN = st.sampled_from(
    [
        *"      ’'-‑–—.,…‘\n:\u00a0\u00ad\u0301",
        *(" – ", " - ", "- ", " -", ". ", "”“", "”", "“", "” “", "’ ", "--", "—“"),
    ]
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, str]:
    """Words and a text that has them, or nearly."""
    pieces = [draw(BETWEEN)]
    for _ in range(draw(st.integers(1, 8))):
        pieces += [draw(PIECES), draw(BETWEEN)]
    text = "".join(pieces)
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text)))
        return text[start : draw(st.integers(start, len(text)))], text
    start = draw(st.integers(0, len(pieces) - 1))
    taken = pieces[start : draw(st.integers(start + 1, len(pieces)))]
    for _ in range(draw(st.integers(0, 2))):
        other = draw(st.one_of(BETWEEN, PIECES, st.just("")))
        taken[draw(st.integers(0, len(taken) - 1))] = other
    return "".join(taken), text


def words_of(text: str, *, across_lines: bool) -> list[str]:
    """The words of a text; a hyphen or short dash may be read as part of a word or not."""
    text = unicodedata.normalize("NFC", text).replace("ﬁ", "fi").replace("\u00ad", "")
    text = re.sub(r"(?<=\d)–(?=\d)|‑", "-", re.sub("[‘’]", "'", text))
    if across_lines:
        text = re.sub(r"(?<=\w)[-–]\s?(?=\w)|(?<=\w)\s?[-–](?=[^\W\d])", "-", text)
    return re.findall(r"[\w\u0301]+(?:['.,-][\w\u0301]+)*", text)


@given(passages())
@example(("I can", "I can’t"))
@example(("un-American", "un — American"))
@example(("’can", "can't’can"))
def test_words_called_the_same_are_whole_words_of_the_text(pair: tuple[str, str]) -> None:
    words, text = pair
    if compare(words, StoredText(text)).state not in {EXACT, TYPOGRAPHIC}:
        return
    ways = (False, True)
    wanted = [words_of(words, across_lines=way) for way in ways]
    theirs = [words_of(text, across_lines=way) for way in ways]
    assert any(
        own == every[at : at + len(own)]
        for own in wanted
        for every in theirs
        for at in range(len(every) + 1)
    )


@pytest.mark.parametrize(
    "words, text",
    [
        ("“a [b] zzz”", "a " + "x" * 200_000),
        ('"' * 50_000, "a" + '"' * 200_000),
        ("-" * 50_000 + "a", "-" * 200_000),
        ("1 … 000 b", "1 000 " * 30_000),
        ("[" + "!" * 50_000 + "x] y", "y"),
        ("[b] zzz … [T]x [d]y", "x" * 200_000),
        ("a [b] " * 12 + "zzz", "a " * 20_000),
        ("a" * 1000, "a" * 200_000),
        ("a … a b … zzz", "a b " * 20_000),
        ("a b " * 500 + "c", "a b " * 20_000),
        ("\u00a0" * 50_000 + "…x", "x"),
        ("[ " * 20_000, "[ " * 20_000 + "x ["),
    ],
)
def test_no_words_take_for_ever(words: str, text: str) -> None:
    """Were the time to grow with the square, this would not end in an hour."""
    assert compare(words, StoredText(text)).state in State


@pytest.mark.parametrize(
    "words, nearest",
    [
        ("I’ll just back away", "I’ll back away"),
        ("I’ll back from this", "I’ll back away from this."),
        ("I’ll back off", "I’ll back away"),
        ("so, I’ll back away", "said: “I’ll back away"),
        ("He saw me", ""),
    ],
)
def test_the_nearest_words_are_the_texts_own(words: str, nearest: str) -> None:
    text = StoredText("Then he said: “I’ll back away from this.” He left.")
    assert compare(words, text).nearest == nearest


def test_of_several_stretches_the_nearest_is_shown() -> None:
    words = "No no no, there is peace for us now"
    near = "No no, there is peace for us today"
    for text in (f"{'no ' * 8}she said. {'x ' * 30} {near}.", f"{near}. {'x ' * 30} {'no ' * 8}"):
        assert near in compare(words, StoredText(text)).nearest


def test_long_passages_are_found_without_aligning_them() -> None:
    words = [f"w{number}" for number in range(MAX_COMPARED + 50)]
    text = StoredText(" ".join(["a", "b", "c", *words, "d", "e", "f"]))
    changed = " ".join([*words[:20], "other", *words[21:]])
    assert compare(changed, text).nearest == " ".join(words)


def test_differences_are_shown_word_by_word() -> None:
    assert differences("I’ll just back away.", "I'll back off.") == (
        ("I'll", ""),
        ("just", "removed"),
        ("back", ""),
        ("away.", "removed"),
        ("off.", "added"),
    )
    long = "word " * (MAX_COMPARED + 1)
    assert differences(f"{long}no", f"{long}yes") == (
        (long.strip(), ""),
        ("no", "removed"),
        ("yes", "added"),
    )
    other = "snow " * (MAX_COMPARED + 1)
    assert differences(long, other) == ((long.strip(), "removed"), (other.strip(), "added"))
    assert differences("Fell 3 %. Why?", "Fell -3 %. Why.") == (
        ("Fell", ""),
        ("3", "removed"),
        ("-3", "added"),
        ("%.", ""),
        ("Why?", "removed"),
        ("Why.", "added"),
    )


@given(WORDS, WORDS)
def test_differences_hold_all_words_of_both(words: list[str], other: list[str]) -> None:
    found = differences(" ".join(words), " ".join(other))
    assert " ".join(text for text, change in found if change != "added").split() == words
    assert " ".join(text for text, change in found if change != "removed").split() == other


@given(WORDS, st.data())
def test_words_of_a_text_are_exact_and_less_is_elided(
    words: list[str], data: st.DataObject
) -> None:
    text = StoredText(" ".join(["Then,", *words, "– he said."]))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert find(" ".join(words[start:end]), text) is EXACT
    middle = data.draw(st.integers(start, end - 1))
    cut = [*words[start:middle], "[…]", *words[middle + 1 : end]]
    expected = None if end - start == 1 else ELIDED
    assert find(" ".join(cut), text) is expected


@given(st.lists(st.tuples(st.integers(2, 5), st.integers(1, 5)), min_size=2, max_size=6))
def test_what_stands_in_place_of_marks_is_what_the_text_has_there(
    lengths: list[tuple[int, int]],
) -> None:
    words = iter(f"w{number}" for number in range(100))
    taken = [(list(islice(words, kept)), list(islice(words, cut))) for kept, cut in lengths]
    text = " ".join(word for kept, cut in taken for word in (*kept, *cut))
    quoted = " … ".join(" ".join(kept) for kept, _ in taken)
    assert compare(quoted, StoredText(text)) == Comparison(
        ELIDED, replaced=tuple(" ".join(cut) for _, cut in taken[:-1])
    )


@given(WORDS, st.integers(0, 29))
def test_a_word_of_another_is_never_passed_over(words: list[str], at: int) -> None:
    changed = [*words[: at % len(words)], "snow", *words[at % len(words) + 1 :]]
    assert find(" ".join(changed), StoredText(" ".join(words))) is None


@given(ANYTHING, ANYTHING)
def test_any_words_have_a_state(words: str, text: str) -> None:
    found = compare(words, StoredText(text))
    assert bool(found.nearest) is (found.state is DIFFERS)


# Saved pages


def page(html: str) -> str:
    return " ".join(page_text(html).text.split())


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>No.</p>Yes.",
        "<p hidden>No.<p>Yes.",
        "<P HIDDEN=until-found>No.</P>Yes.",
        '<p style="display:none">No.</p>Yes.',
        "<div style='color: red; DISPLAY : none !important'><div>No.</div>No.</div>Yes.",
        "<p style=visibility:hidden>No.</p>Yes.",
        "<p style='display:/* a */none'>No.</p>Yes.",
        "<p style='display&#58;none'>No.</p>Yes.",
        "<iframe><p>No.</iframe>Yes.",
        "<del>No.</del>Yes.",
        "<p><s>No.</p>Yes.",
        "<template><p>No.<template>No.</template>No.</template>Yes.",
        "<noscript><p>No.</noscript>Yes.",
        "<!-- No. -->Yes.",
        "<!-->Yes.",
        "<dialog>No.</dialog><dialog open>Yes.</dialog>",
        "<script>if (a<b) '</p>No.'</SCRIPT >Yes.",
        "Yes.<style>No.",
        "<div hidden><ul><li>No.<li>No.</ul>No.</div>Yes.",
        "<ul><li hidden>No.<ul><li>No.</ul>No.<li>Yes.</ul>",
        "<tr hidden><td>No.<td>No.<tr><td>Yes.",
        "<div><p hidden>No.</div>Yes.",
        "<b><p hidden>No.</b>No.</p>Yes.",
        "<span hidden>No.<br><span>No.</span>No.</span>Yes.",
        "<input hidden>Yes.",
        "<body style='visibility:hidden'>Yes.",
        "<span aria-hidden=true class=hidden data-hidden title='a > b'>Yes.</span>",
        "<![foo[bar]]>Yes.",
        "<![>Yes.",
        "Yes.<![<![",
        "Yes.<a href='No.",
        "</ No.>Yes.</>",
    ],
)
def test_of_a_page_counts_what_readers_see(html: str) -> None:
    assert page(html) == "Yes."


@pytest.mark.parametrize(
    "html, text",
    [
        ("a &lt;b&gt;&nbsp;&eacute;&#8217;&#x2019;&amp;lt; &", "a <b> é’’&lt; &"),
        (f"&#{'1' * 5000};a", "\N{REPLACEMENT CHARACTER};a"),
        ("<td>a<td>b", "a b"),
        ("<p>a</p><p>b<section>c</section>d", "a b c d"),
        ("wonder<b>ful</b>", "wonderful"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("rain.<sup>5</sup> 5 m<sup>2</sup>", "rain. 5 5 m2"),
    ],
)
def test_the_text_of_a_page(html: str, text: str) -> None:
    assert page(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 200_000,
        '<a b="' * 200_000,
        "<!--" * 400_000,
        "<![" * 40_000,
        "<style></styl" * 20_000,
        "<p hidden><ul>" + "<b>" * 40_000 + "<li></li></i>" * 40_000,
        "<p style='" + "/*" * 50_000 + "'>",
        "<p hidden" + "= " * 50_000 + ">",
        "&#" * 50_000,
    ],
)
def test_no_page_takes_for_ever(html: str) -> None:
    """Were the time to grow with the square, this would not end in an hour."""
    assert len(page(html)) <= len(html)


@given(
    st.lists(
        st.sampled_from(
            """< </ > p s &amp; &# hidden = " ' <!-- --> <script> </script> x
    <li> <ul> </ul> <p&nbsp;hidden> </p> <div> </div> <![ ]]> <? / \n style='display:none'""".split(
                " "
            )
        )
    )
)
def test_any_page_has_a_text(pieces: list[str]) -> None:
    page("".join(pieces))


# Records

HEAD = """\
---
title: The round ends
date: 2025-05-20
sources:
  gazette: {{publisher: Example Gazette, text: {text}}}
---
"""
ONE, TWO = "content/articles/2025-05-20-one.md", "content/articles/2025-05-21-two.md"
RAIN = '[“It will rain.”]{#rain .quote by="Ada Example"}\n'


def lay(folder: Path, files: dict[str, str]) -> None:
    for name, text in {"mkdocs.yml": "site_name: S\nplugins: [briefing]\n", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def checked(folder: Path) -> Checked:
    return check_content(folder, read_project(folder).settings)


def records(folder: Path, name: str = "g.checks.yml") -> dict[str, str]:
    source = Source(name, (folder / "sources" / name).read_text(encoding="utf-8"))
    found, problems = read_records(source)
    assert not problems
    return {quotation: record.fields.state for quotation, record in found.items()}


def record(*quotations: str, words: str = "0000", day: str = "2025-05-20") -> str:
    date = dt.date.fromisoformat(day)
    values = {"words": words, "state": "exact", "text": "0000", "date": date}
    every = (RecordFields.model_validate({"quotation": q, **values}) for q in quotations)
    return write_records(map(sealed, every))


def test_verify_records_what_it_finds(tmp_path: Path, run_briefing: Run) -> None:
    body = RAIN + '[“It will snow.”]{#snow .quote by="Ada Example"}\n'
    text = {"sources/g.txt": "“It will rain.”"}
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + body, **text})
    run = run_briefing("verify", cwd=tmp_path)
    assert run.code == 1
    assert run.stdout == (
        "sources/g.txt: 2 quotations\n"
        "     1 exact\n"
        "     1 differs      2025-05-20-one#snow\n"
        "Recorded in sources/g.checks.yml, as of 2025-05-20.\n"
    )
    assert "The text has: It will rain. Word by word: It will [-snow.-] {+rain.+}" in run.stderr
    assert records(tmp_path) == {"2025-05-20-one#rain": "exact", "2025-05-20-one#snow": "differs"}
    (tmp_path / "sources/g.txt").unlink()
    states = {name[1]: one.state for name, one in checked(tmp_path).checks.items()}
    assert states == {"rain": EXACT, "snow": DIFFERS}


def test_verify_writes_nothing_with_other_errors(tmp_path: Path, run_briefing: Run) -> None:
    old = record("2025-05-21-two#rain")
    files = {ONE: HEAD.format(text="g.txt") + RAIN, TWO: "---\ntitle: [\n---\n"}
    lay(tmp_path, {**files, "sources/g.txt": "It will rain.", "sources/g.checks.yml": old})
    run = run_briefing("verify", cwd=tmp_path)
    assert run.code == 1
    assert "nothing was written" in run.stderr
    assert (tmp_path / "sources/g.checks.yml").read_text(encoding="utf-8") == old


def test_records_of_what_cannot_be_compared_stay(tmp_path: Path) -> None:
    old = record(*(f"2025-05-{name}#rain" for name in ("20-one", "21-two", "22-gone", "23-bad")))
    files = {
        ONE: HEAD.format(text="g.txt") + RAIN,
        TWO: HEAD.format(text="g.html") + RAIN,
        "content/articles/2025-05-23-bad.md": "---\ntitle: [\n---\n",
        "sources/g.txt": "No rain.",
        "sources/g.checks.yml": old,
    }
    lay(tmp_path, files)
    found = checked(tmp_path)
    written = verify(found.corpus, found.checks, found.inputs, dt.date(2025, 6, 1))
    lay(tmp_path, {f"sources/{name}": text for name, text in written.items()})
    assert records(tmp_path) == {
        "2025-05-20-one#rain": "not found",
        "2025-05-21-two#rain": "exact",
        "2025-05-23-bad#rain": "exact",
    }


def test_odd_values_of_old_records_are_quoted(tmp_path: Path) -> None:
    old = record("2025-05-21-two#rain", words="a: b # c")
    files = {ONE: HEAD.format(text="g.txt") + RAIN, TWO: HEAD.format(text="g.html") + RAIN}
    lay(tmp_path, {**files, "sources/g.txt": "It will rain.", "sources/g.checks.yml": old})
    found = checked(tmp_path)
    text = verify(found.corpus, found.checks, found.inputs, dt.date(2025, 6, 1))["g.checks.yml"]
    again, problems = read_records(Source("g.checks.yml", text))
    assert not problems
    assert again["2025-05-21-two#rain"].fields.words == "a: b # c"


def test_a_long_file_of_records_can_be_used() -> None:
    text = record(*(f"2025-05-20-one#q{number}" for number in range(2000)), words="0" * 64)
    assert len(text) > 200_000
    found, problems = read_records(Source("g.checks.yml", text))
    assert (len(found), problems) == (2000, ())


@pytest.mark.parametrize("text", ["checks: [", "- a", "checks: &a []", "a" * 9_000_000])
def test_bad_records_are_not_called_front_matter(text: str) -> None:
    found, (problem,) = read_records(Source("g.checks.yml", text))
    assert found == {}
    assert problem.code is Code.CHECKS_INVALID
    assert "front matter" not in problem.message


@pytest.mark.parametrize(
    "text, why",
    [
        (record("2025-05-20-one#rain"), "the quotation was changed since its words were checked"),
        (record("2025-05-20-one#snow"), "the quotation is not in the record of checks"),
        (None, "no text of the source is stored to compare the words with"),
    ],
)
def test_a_page_says_why_words_are_not_checked(tmp_path: Path, text: str | None, why: str) -> None:
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN})
    if text:
        lay(tmp_path, {"sources/g.checks.yml": text})
    found = checked(tmp_path).checks["2025-05-20-one", "rain"]
    assert (found.state, check_note(Catalogue().words(), found)) == (State.NOT_CHECKED, why)


@pytest.mark.parametrize(
    "name, there, hint",
    [
        ("gazete.txt", "gazette.txt", "Did you mean `gazette.txt`?"),
        (
            "gazette-05-21.txt",
            "gazette-05-20.txt",
            "Save the source's text there",
        ),  # that of another day
        ("gazete.txt", "gazette.checks.yml", "Save the source's text there"),
    ],
)
def test_a_text_of_nearly_that_name_is_suggested(
    tmp_path: Path, name: str, there: str, hint: str
) -> None:
    text = record("2025-05-20-one#rain") if there.endswith(".yml") else "It will rain."
    lay(tmp_path, {ONE: HEAD.format(text=name) + RAIN, f"sources/{there}": text})
    (problem,) = (d for d in checked(tmp_path).diagnostics if d.code is not Code.SUMMARY_MISSING)
    assert problem.code is Code.TEXT_MISSING
    assert problem.suggestion.startswith(hint)


@pytest.mark.parametrize("state", [s for s in State if s is not State.NOT_CHECKED])
def test_a_note_names_the_text(state: State) -> None:
    note = check_note(Catalogue().words(), Check(state, "Example Gazette", "2025-05-20"))
    assert "the text of Example Gazette" in note
    assert note.endswith("(recorded on 20 May 2025)")


def test_a_mark_of_omission_that_cannot_stand_is_explained(tmp_path: Path) -> None:
    body = '[“I … accept … plan.”]{#plan .quote by="Ada Example"}\n'
    stored = {"sources/g.txt": "I did not accept it, nor the plan."}
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + body, **stored})
    found = checked(tmp_path)
    (problem,) = check(found.corpus, found.inputs.texts)[1]
    assert problem.code is Code.WORDS_NOT_FOUND
    assert "two words or more" in problem.suggestion


def test_the_fingerprint_of_words_stays_the_same() -> None:
    assert fingerprint("“It will rain.”").startswith("d6173b1f")


# Texts that cannot be used

UNUSABLE = [
    (b"It will rain.\xe9", Code.FILE_ENCODING, "not UTF-8"),
    (b" " * (MAX_FILE + 1), Code.FILE_TOO_LARGE, "8,000,001 bytes"),
    (b" " * 50_000_000, Code.FILE_TOO_LARGE, "50,000,000 bytes"),
    ("It will rain.".encode("utf-16"), Code.FILE_ENCODING, "not UTF-8"),
    ("Дождь.".encode("cp1251"), Code.FILE_ENCODING, "not UTF-8"),
    ("It will rain.".encode("utf-16-le"), Code.FILE_BINARY, "UTF-16 without its mark"),
    (b"%PDF-1.7\nIt will rain.", Code.FILE_BINARY, "a PDF"),
    (os.mkfifo, Code.FILE_UNREADABLE, "pipe"),
    (Path.mkdir, Code.FILE_UNREADABLE, "folder"),
    (
        lambda file: file.symlink_to("/etc/hostname"),
        Code.FILE_LINK,
        "leads out of the site's folder",
    ),
    (lambda file: file.symlink_to("nowhere.txt"), Code.FILE_LINK, "nowhere"),
]


def lay_unusable(file: Path, data: bytes | Callable[[Path], object]) -> None:
    file.parent.mkdir(exist_ok=True)
    if isinstance(data, bytes):
        file.write_bytes(data)
    else:
        data(file)


@pytest.mark.parametrize("data, code, why", UNUSABLE)
@pytest.mark.parametrize("name", ["g.txt", "g.checks.yml"])
def test_a_file_that_cannot_be_used_is_told_once(
    tmp_path: Path, name: str, data: bytes | Callable[[Path], object], code: Code, why: str
) -> None:
    article = HEAD.format(text="g.txt") + RAIN + RAIN.replace("#rain", "#again")
    lay(tmp_path, {ONE: article, TWO: article})
    if name == "g.txt":
        words = fingerprint("“It will rain.”")
        lay(tmp_path, {"sources/g.checks.yml": record("2025-05-20-one#rain", words=words)})
    lay_unusable(tmp_path / "sources" / name, data)
    found = checked(tmp_path)
    (problem,) = (d for d in found.diagnostics if d.code is not Code.SUMMARY_MISSING)
    of_file = name.endswith(".yml") or code is Code.FILE_ENCODING
    assert (problem.code, problem.place.path) == (code, f"sources/{name}" if of_file else ONE)
    assert f"sources/{name}" in problem.place.path + problem.message
    assert why in problem.message
    assert {one.state for one in found.checks.values()} == {State.NOT_CHECKED}
    assert problem.suggestion or code is Code.FILE_UNREADABLE


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN, "texts/long.txt": "It will rain."})
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/g.txt").symlink_to("../texts/long.txt")
    assert checked(tmp_path).checks["2025-05-20-one", "rain"].state is EXACT


def test_a_file_that_nothing_names_is_not_told(tmp_path: Path) -> None:
    files = {ONE: HEAD.format(text="g.txt") + RAIN, "sources/g.txt": "No rain."}
    lay(tmp_path, files)
    lay_unusable(tmp_path / "sources/other.txt", b"\xe9")
    assert checked(tmp_path).diagnostics[-1].code is Code.WORDS_NOT_FOUND


def test_verify_writes_nothing_over_a_record_when_its_text_cannot_be_used(
    tmp_path: Path, run_briefing: Run
) -> None:
    old = record("2025-05-20-one#rain")
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN, "sources/g.checks.yml": old})
    lay_unusable(tmp_path / "sources/g.txt", b"\xe9")
    found = checked(tmp_path)
    assert verify(found.corpus, found.checks, found.inputs, dt.date(2025, 6, 1)) == {}
    assert run_briefing("verify", cwd=tmp_path).code == 1
    assert (tmp_path / "sources/g.checks.yml").read_text(encoding="utf-8") == old


# Seals


def test_records_of_two_branches_can_be_merged_and_the_newest_counts(tmp_path: Path) -> None:
    words = fingerprint("“It will rain.”")
    ours = record("2025-05-20-one#rain", words="0000", day="2025-06-01")
    theirs = record("2025-05-20-one#rain", "2025-05-21-two#rain", words=words, day="2025-06-02")
    both = ours + theirs.partition("checks:\n")[2]
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN, TWO: HEAD.format(text="g.txt") + RAIN})
    lay(tmp_path, {"sources/g.checks.yml": both})
    found = checked(tmp_path)
    assert {check.recorded for check in found.checks.values()} == {"2025-06-02"}
    assert {d.code for d in found.diagnostics} <= {Code.SUMMARY_MISSING}


@pytest.mark.parametrize(
    "old, new", [("state: exact", "state: elided"), ("2025-05-20\n", "2025-05-22\n")]
)
def test_a_record_changed_by_hand_is_told_and_written_anew(
    tmp_path: Path, run_briefing: Run, old: str, new: str
) -> None:
    words = fingerprint("“It will rain.”")
    text = record("2025-05-20-one#rain", words=words)
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN})
    lay(tmp_path, {"sources/g.checks.yml": text.replace(old, new)})
    found = checked(tmp_path)
    (problem,) = (d for d in found.diagnostics if d.code is Code.CHECKS_EDITED)
    assert (problem.place.path, problem.place.line) == ("sources/g.checks.yml", 8)
    assert found.checks["2025-05-20-one", "rain"].state is State.NOT_CHECKED
    lay(tmp_path, {"sources/g.txt": "It will rain."})
    assert run_briefing("verify", cwd=tmp_path).code == 0
    assert records(tmp_path) == {"2025-05-20-one#rain": "exact"}


def test_a_record_that_cannot_be_compared_now_is_not_sealed_anew(tmp_path: Path) -> None:
    sealless = "".join(
        line
        for line in record("2025-05-21-two#rain").splitlines(keepends=True)
        if "seal:" not in line
    )
    files = {ONE: HEAD.format(text="g.txt") + RAIN, TWO: HEAD.format(text="g.html") + RAIN}
    lay(tmp_path, {**files, "sources/g.txt": "It will rain.", "sources/g.checks.yml": sealless})
    found = checked(tmp_path)
    assert Code.CHECKS_UNSEALED in {d.code for d in found.diagnostics}
    text = verify(found.corpus, found.checks, found.inputs, dt.date(2025, 6, 1))["g.checks.yml"]
    assert text.count("quotation:") == text.count("seal:") + 1 == 2


# What `verify` tells


def test_verify_says_what_was_not_compared_and_why(tmp_path: Path, run_briefing: Run) -> None:
    files = {
        ONE: HEAD.format(text="g.txt") + RAIN + RAIN.replace("#rain", "#more"),
        TWO: HEAD.format(text="h.txt") + RAIN,
        "content/articles/2025-05-22-three.md": HEAD.replace(", text: {text}", "") + RAIN,
        "sources/g.txt": "It will rain.",
        "sources/h.checks.yml": record("2025-05-21-two#rain", words=fingerprint("“It will rain.”")),
    }
    lay(
        tmp_path, {name: text.replace("{{", "{").replace("}}", "}") for name, text in files.items()}
    )
    run = run_briefing("verify", "--date", "2025-06-01", cwd=tmp_path)
    assert run.code == 0
    assert run.stdout == (
        "sources/g.txt: 2 quotations\n"
        "     2 exact\n"
        "sources/h.txt: 1 quotation not compared, because the file is not there (what is on "
        "record stays).\n"
        "1 quotation in 1 article: not compared, because the source names no text (`text:` in the "
        "front matter).\n"
        "Recorded in sources/g.checks.yml, as of 2025-06-01.\n"
    )


def test_a_question_is_no_statement() -> None:
    asked = StoredText("“You lied?” she asked. “You really lied?” “You won!” “You left.”")
    assert compare("“You lied.”", asked).state is DIFFERS
    assert find("“You … lied.”", asked) is None
    assert find("“You won,”", asked) is None
    assert find("“You lied?”", asked) is EXACT
    assert find("“You left,”", asked) is TYPOGRAPHIC


def test_what_an_editor_put_in_where_the_text_has_nothing_is_told() -> None:
    assert compare("I will [not] go", StoredText("I will go")) == Comparison(EDITED, replaced=("",))
    assert compare("I [sic] go", StoredText("I go")) == Comparison(EDITED)


@pytest.mark.parametrize("text", ["we go home " * 60, "nothing"])
def test_too_many_marks_are_told(text: str, tmp_path: Path) -> None:
    words = "we … go home " * (MAX_CHANGES + 1)
    quoted = f'[“{words}”]{{#many .quote by="Ada Example"}}\n'
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + quoted, "sources/g.txt": text})
    findings = {Code.WORDS_DIFFER, Code.WORDS_NOT_FOUND}
    (problem,) = (d for d in checked(tmp_path).diagnostics if d.code in findings)
    assert "More than 50 marks" in problem.suggestion
    fewer = quoted.replace("we …", "we", 1)
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + fewer})
    assert not any("More than" in d.suggestion for d in checked(tmp_path).diagnostics)


def test_verify_shows_what_the_text_has_in_place_of_marks(
    tmp_path: Path, run_briefing: Run
) -> None:
    quoted = """[“It will … rain.”]{#turned .quote by="Ada Example"}
[“[Snow] will … snow.”]{#long .quote by="Ada Example"}
[“It [may] not … he said.”]{#edited .quote by="Ada Example"}
"""
    text = f"It will not \x1b[1m rain.” Later: “Frost will, {'and ' * 50}then snow,” he said."
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + quoted, "sources/g.txt": text})
    lines = run_briefing("verify", cwd=tmp_path).stdout.splitlines()
    assert [line.strip() for line in lines if "in place of its marks" in line] == [
        "2025-05-20-one#turned, in place of its marks: not \ufffd[1m",
        f"2025-05-20-one#long, in place of its marks: , {'and ' * 7}(…) {'and ' * 6}then",
        (
            "2025-05-20-one#edited, in place of its marks: will"
            " | \ufffd[1m rain. Later: Frost will, (…) and and and and then snow,"
        ),
    ]


def test_verify_takes_no_day_before_the_article(tmp_path: Path, run_briefing: Run) -> None:
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN, "sources/g.txt": "It will rain."})
    run = run_briefing("verify", "--date", "2025-05-19", cwd=tmp_path)
    assert run.code == 2
    assert "2025-05-19 is before the date of the article 2025-05-20-one" in run.stderr
    assert not (tmp_path / "sources/g.checks.yml").exists()


def test_each_part_is_looked_for_in_all_other_texts(tmp_path: Path) -> None:
    parts = '[“It will rain.”]{#rain .quote by="Ada Example"} [“By no means.”]{.quote cont=rain}\n'
    files = {ONE: HEAD.format(text="g.txt") + parts, "sources/g.txt": "It will rain."}
    others = {f"sources/{name}.txt": "“By no means,” she said." for name in "abcd"}
    lay(
        tmp_path,
        {**files, **others, "sources/e.checks.yml": "By no means", "sources/h.html": "No."},
    )
    lay_unusable(tmp_path / "sources/f.txt", b"\xe9")
    (problem,) = (d for d in checked(tmp_path).diagnostics if d.code is Code.WORDS_NOT_FOUND)
    assert problem.suggestion == (
        "They stand in `sources/a.txt`, `sources/b.txt`, `sources/c.txt` and 1 more."
    )


# The main text of a page

STORY = """\
<title>Rain</title><nav><a href="/">Home and all the other pages of the house</a></nav>
<main><article><h1>Rain</h1><p>Ada Example said on Tuesday, after a long day in the hall, that
nobody should doubt it: “It <b>will</b>&nbsp;rain.<sup>1</sup> It will not end, and it will be
long.”</p>
<p hidden>“Nobody sees this, and nobody will see it, not today and not on any other day.”</p>
<p>She left the hall after an hour, and all the others, who had waited in the rain, followed.</p>
</article></main>
<aside class="sidebar teaser"><h2>Most read</h2><p><a href="/x">“It will snow,” says Ben</a></p>
</aside>
<footer>Copyright of the house, all rights reserved</footer>
"""


@pytest.mark.parametrize(
    "words, code",
    [
        ("It will\u00a0rain.", None),
        ("It will not end, and it will be long.", None),
        ("It will snow", Code.WORDS_ASIDE),
        ("Nobody sees this", Code.WORDS_NOT_FOUND),
    ],
)
def test_words_outside_of_the_main_text_are_told(
    tmp_path: Path, words: str, code: Code | None
) -> None:
    body = f'[“{words}”]{{#said .quote by="Ada Example"}}\n'
    lay(tmp_path, {ONE: HEAD.format(text="g.html") + body, "sources/g.html": STORY})
    found = checked(tmp_path)
    codes = {d.code for d in found.diagnostics if d.code.slug.startswith("words-")}
    assert codes == ({code} if code else set())
    state = found.checks["2025-05-20-one", "said"].state
    assert state is (NOT_FOUND if code is Code.WORDS_NOT_FOUND else EXACT)


def test_of_a_page_within_page_on_page_the_whole_is_the_main_text(tmp_path: Path) -> None:
    """Were it not so, this would not end in an hour."""
    deep = "<div>" * 200_000 + "It will rain."
    lay(tmp_path, {ONE: HEAD.format(text="g.html") + RAIN, "sources/g.html": deep})
    found = checked(tmp_path)
    assert found.checks["2025-05-20-one", "rain"].state is EXACT
    assert Code.WORDS_ASIDE not in {d.code for d in found.diagnostics}


def test_without_saved_pages_no_library_for_them_is_loaded(tmp_path: Path) -> None:
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + RAIN, "sources/g.txt": "It will rain."})
    code = (
        "import sys; from generator.content import check_content; from pathlib import Path; "
        "from generator.project import read_project; "
        "check_content(Path('.'), read_project(Path('.')).settings); "
        "sys.exit('resiliparse' in sys.modules)"
    )
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=path)


# Which quotations are compared


def test_drafts_are_compared_too(tmp_path: Path, run_briefing: Run) -> None:
    draft = HEAD.format(text="g.txt").replace("sources:", "status: draft\nsources:") + RAIN
    lay(tmp_path, {ONE: draft, "sources/g.txt": "It will snow today."})
    run = run_briefing("check", cwd=tmp_path)
    assert (run.code, "words-differ" in run.stdout) == (1, True)
    found = checked(tmp_path)
    assert not found.corpus.articles
    written = verify(found.corpus, found.checks, found.inputs, dt.date(2025, 6, 1))
    assert "state: differs" in written["g.checks.yml"]


@pytest.mark.parametrize("old", ["2025-05-20-one", "old-stem"])
def test_a_changed_quotation_without_an_id_is_told(tmp_path: Path, old: str) -> None:
    article = HEAD.format(text="g.txt").replace("sources:", "formerly: [old-stem]\nsources:")
    lay(tmp_path, {ONE: article + RAIN.replace("#rain ", "").replace("rain", "snow")})
    lay(tmp_path, {"sources/g.checks.yml": record(f"{old}#it-will-rain", "2025-05-21-two#other")})
    found = checked(tmp_path)
    (problem,) = (d for d in found.diagnostics if d.code is Code.WORDS_UNCHECKED)
    assert problem.message == (
        "the quotation is not in the record of checks; "
        "`it-will-rain` is recorded but no longer in the article"
    )
    assert [one.state for one in found.checks.values()] == [State.NOT_CHECKED]


def test_a_new_quotation_is_not_told_while_those_on_record_are_there(tmp_path: Path) -> None:
    words = fingerprint("“It will rain.”")
    body = RAIN + '[“It will snow.”]{.quote by="Ada Example"}\n'
    lay(tmp_path, {ONE: HEAD.format(text="g.txt") + body})
    lay(tmp_path, {"sources/g.checks.yml": record("2025-05-20-one#rain", words=words)})
    assert Code.WORDS_UNCHECKED not in {d.code for d in checked(tmp_path).diagnostics}


def test_records_hold_after_a_new_name(tmp_path: Path) -> None:
    article = HEAD.format(text="g.txt").replace("sources:", "formerly: [old-stem]\nsources:")
    words = fingerprint("“It will rain.”")
    lay(tmp_path, {ONE: article + RAIN, TWO: HEAD.format(text="g.html") + RAIN})
    lay(tmp_path, {"sources/g.checks.yml": record("old-stem#rain", words=words)})
    found = checked(tmp_path)
    assert found.checks["2025-05-20-one", "rain"].state is EXACT
    lay(tmp_path, {"sources/g.html": "It will rain."})
    found = checked(tmp_path)
    written = verify(found.corpus, found.checks, found.inputs, dt.date(2025, 6, 1))
    lay(tmp_path, {f"sources/{name}": text for name, text in written.items()})
    assert records(tmp_path) == {"old-stem#rain": "exact", "2025-05-21-two#rain": "exact"}


@pytest.mark.parametrize(
    "words, text, state",
    [
        ("“état d’urgence”", "Il parle de l’état d’urgence.", State.EXACT),
        ("“urgence”", "l'état d'urgence", State.EXACT),
        ("“amico”", "È dell’amico.", State.EXACT),
        ("“t go”", "I can’t go", State.NOT_FOUND),
        ("“clock”", "at five o’clock", State.NOT_FOUND),
    ],
)
def test_a_word_begins_behind_an_article_that_lost_its_vowel(
    words: str, text: str, state: State
) -> None:
    found = compare(words, StoredText(text)).state
    assert (found is State.EXACT) is (state is State.EXACT)


def test_a_break_ends_no_hidden_paragraph() -> None:
    assert page("<p hidden>Foo.<br>It will snow.</p>").strip() == ""
