"""The words on pages: the catalogue, what is said in one language, and who says what."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.build import build
from generator.commonmark import render_stretch, unsealed
from generator.languages import direction_of, locale_of, page_language, theme_language
from generator.markdown import Safe
from generator.message_checks import check_messages
from generator.messages import BASE, THEME, Catalogue, entries_of, packaged_messages
from generator.project import read_project
from generator.settings import SECTIONS, Settings
from generator.source import Source
from generator.templates import packaged_templates
from generator.wording import WordingError, Words
from tests.conftest import ROOT, Run

GOLDEN = ROOT / "tests" / "golden"
THEME_FOLDER = ROOT / "site_templates" / "theme"
LANGUAGES = sorted(packaged_messages())
NAMES = sorted(entries_of(packaged_messages()[BASE]))


def words(language: str, **own: str) -> Words:
    """Words of a language, with messages of an owner's own."""
    text = "".join(f"{name.replace('_', '-')} = {value}\n" for name, value in own.items())
    return Catalogue(language, {language: Source("own.ftl", text)} if own else {}).words()


# The catalogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_same_messages_and_variables(language: str) -> None:
    english, theirs = (entries_of(packaged_messages()[name]) for name in (BASE, language))
    assert theirs.keys() == english.keys()
    for name, one in theirs.items():
        assert one.variables == english[name].variables, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_that_come_with_the_program_are_right(language: str) -> None:
    own = Catalogue(BASE, {language: packaged_messages()[language]})
    assert check_messages(own, ()) == ()
    for name in NAMES:
        assert own.words(language).forms(name), name


def test_no_message_is_unused() -> None:
    said = "\n".join(
        [
            *packaged_templates().values(),
            *(path.read_text("utf-8") for path in (ROOT / "generator").glob("*.py")),
            *(
                path.read_text("utf-8").replace('"', f'"{THEME}').replace("'", f"'{THEME}")
                for path in THEME_FOLDER.rglob("*.html")
            ),
        ]
    )
    made = {f"section-{name}" for name in SECTIONS}
    made |= {name for name in NAMES if name.startswith(("state-note-", "not-checked-"))}
    assert [
        name
        for name in NAMES
        if name not in made and f'"{name}"' not in said and f"'{name}'" not in said
    ] == []


# No words outside of it

WORD = re.compile(r"[A-Za-z]{2,}")
SHOWN_VALUES = ("title", "aria-label", "alt", "placeholder", "data-label", "content", "label")
NAMES_OF_THINGS = {"Atom", "JSON", "Feed", "CSV"}


def literals(template: str) -> str:
    """The text of a template that stands in it as it will stand on a page."""
    template = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    template = re.sub(r"(</?)\{\{.*?\}\}", r"\1p", template)  # the name of an element
    tokens = Environment(autoescape=True).lex(template)
    return "".join(
        text if kind == "data" else " " * (kind == "block_end") for _, kind, text in tokens
    )


class _Shown(HTMLParser):
    """What a reader is shown or told by HTML: text, and values of some attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style", "svg", "code"}
        values = dict(attrs)
        if tag != "meta" or values.get("name") in {"description", "author"}:
            self.shown += [values[name] or "" for name in SHOWN_VALUES if name in values]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "svg", "code"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.shown.append(data)


def shown(html: str) -> set[str]:
    return {word for text in _Shown(html).shown for word in WORD.findall(text)}


TEMPLATES = {
    **packaged_templates(),
    **{
        path.relative_to(THEME_FOLDER).as_posix(): path.read_text("utf-8")
        for path in sorted(THEME_FOLDER.rglob("*.html"))
    },
}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_has_no_words_of_its_own(name: str) -> None:
    text = literals(TEMPLATES[name])
    text = re.sub(r"^#+ |\]\(|\{[#.][^}]*\}", " ", text, flags=re.MULTILINE)
    assert shown(text) - NAMES_OF_THINGS == set()


GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβγδεφγηιξκλμνοπκρστυβωχυζΑΒΓΔΕΦΓΗΙΞΚΛΜΝΟΠΚΡΣΤΥΒΩΧΥΖ",
)


def in_greek(text: str) -> str:
    """Write all words of a catalogue in Greek letters."""
    lines = []
    for line in text.splitlines():
        head, sign, value = line.partition(" = ")
        if line.startswith("#"):
            continue
        if not sign or not re.fullmatch(r"[a-z-]+", head):
            head, sign, value = "", "", line
        pieces = re.split(r"(\{[^}]*\}?|^\s*\*?\[\w+\]|^[a-z-]+ =$)", value)
        value = "".join(p if i % 2 else p.translate(GREEK) for i, p in enumerate(pieces))
        lines.append(head + sign + value)
    return "\n".join(lines) + "\n"


ARTICLES = {
    "articles/2031-03-03-one.md": """\
---
title: «Один»
date: 2031-03-03
updated: 2031-03-05
description: Описание.
authors: [Автор, Другой]
story: s-1
topics: [тема]
sources:
  a: {publisher: Газета, title: Заглавие, author: Кто-то,
    published: 2031-03-01, retrieved: 2031-03-02, text: a.txt}
  b: {publisher: Листок}
summary:
  - {text: Первое., evidence: [q-1, f-1]}
questions:
  - {id: when, ask: Когда?, resolves_when: Всё ясно}
  - {id: moot, ask: Зачем?}
  - {id: part, ask: Почём?}
  - {id: open, ask: Почему?}
variants:
  - {of: q-1, source: b, text: Будет дождь и снег}
corrections: [{date: 2031-03-05, text: Иначе.}]
---
[«Будет дождь»]{#q-1 .quote .key by="Имя" to="Кому" at="Где" translated=ru note="Заметка"}
и [«да]{#q-2 .quote by="Имя"}
сказал [нет»]{.quote cont=q-2} [будто]{#s-1 .said by="Имя" translated=uk}.
[«Ложь»]{#d-1 .quote by="Другой" doubtful="Сомнение."}
[Дело]{#f-1 .fact source="a, b" note="Дважды." doubtful="Едва ли."}
[неясно]{#g-1 .gap asks=when}[^1]
[неясно же]{#g-2 .gap asks=open}

{#inner-1 .quote by="Имя"}
> «Он сказал [‹ой›]{#inner-2 .quote by="Другой" note="Так."}»

[^1]: Сноска.
""",
    "articles/2031-03-10-two.md": """\
---
title: Два
date: 2031-03-10
formerly: [old]
story: s-1
answers:
  - {question: "2031-03-03-one#when", status: answered, text: Скоро., evidence: [f-2]}
  - {question: "2031-03-03-one#moot", status: moot}
  - {question: "2031-03-03-one#part", status: partly}
---
[Так]{#f-2 .fact} [«Ещё один»]{#q-3 .quote by="Имя"}.
""",
    "articles/2031-03-12-three.md": "---\ntitle: Три\ndate: 2031-03-12\nstory: s-1\n"
    "---\n[Дело]{#f-3 .fact}.\n",
    "people/imya.md": "---\nname: Имя\naliases: [Он]\nroles:\n  - {title: Мэр, from: 2031-01-01}\n"
    "  - {title: Судья, from: 2020-01-01, to: 2030-01-01}\n  - {title: Князь, to: 2019-01-01}\n"
    "---\n",
    "stories/s-1.md": "---\ntitle: История\n---\nЗаметка.[^1]\n\n[^1]: Сноска.\n",
}


@pytest.fixture
def greek(tmp_path: Path) -> Path:
    """A site whose authors write in Cyrillic letters, and whose catalogue has Greek ones."""
    for path, text in ARTICLES.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder = tmp_path / "site_templates" / "messages"
    folder.mkdir(parents=True)
    (folder / "el.ftl").write_text(in_greek(packaged_messages()[BASE].text), encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(
        "«Будет дождь», «да нет», «Ложь», «Он сказал ‹ой›», ой", encoding="utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Сайт\ntheme: {name: material, language: el}\n"
        "plugins: [briefing: {corrections_link: 'https://x.example/'}]\n"
    )
    return tmp_path


def test_no_page_has_words_from_elsewhere(greek: Path) -> None:
    built = build(greek, read_project(greek).settings)
    assert not built.has_errors, built.diagnostics
    assert {d.code.slug for d in built.diagnostics} <= {"summary-missing", "messages-invalid"}
    for page in built.pages:
        html = page.markdown if page.redirect else render_stretch(unsealed(page.markdown))
        assert shown(html) - NAMES_OF_THINGS == set(), page.path
        assert WORD.findall(page.title) == [], page.path
    said = built.theme["words"]
    assert isinstance(said, dict)
    forms = [f for v in said["el"].values() for f in (v.values() if isinstance(v, dict) else [v])]
    assert [w for form in forms for w in WORD.findall(re.sub(r"\{\w+\}", "", form))] == []


def test_a_search_for_words_from_elsewhere_finds_some(greek: Path) -> None:
    """The test above can fail: with another catalogue, every page has such words."""
    config = greek / "mkdocs.yml"
    config.write_text(config.read_text().replace("language: el", "language: en"))
    pages = build(greek, read_project(greek).settings).pages
    pages = tuple(page for page in pages if not page.redirect)
    assert all(shown(render_stretch(unsealed(page.markdown))) for page in pages)


# What is said


@pytest.mark.parametrize(
    "number, said",
    [
        (0, "لا اقتباسات"),
        (1, "اقتباس واحد"),
        (2, "اقتباسان"),
        (3, "3 اقتباسات"),
        (10, "10 اقتباسات"),
        (11, "11 اقتباسًا"),
        (99, "99 اقتباسًا"),
        (100, "100 اقتباس"),
        (103, "103 اقتباسات"),
        (1234, "1,234 اقتباسًا"),
    ],
)
def test_arabic_counts_in_six_forms(number: int, said: str) -> None:
    assert words("ar").text("count-quotations", n=number) == said
    assert words("ar")("count-quotations", n=number) == said


def test_english_counts_in_two() -> None:
    said = [words("en").text("count-briefings", n=n) for n in (0, 1, 2, 1234)]
    assert said == ["0 briefings", "1 briefing", "2 briefings", "1,234 briefings"]


@pytest.mark.parametrize(
    "language, day, month, name",
    [
        ("en", "20 May 2025", "May 2025", "May"),
        ("en-GB", "20 May 2025", "May 2025", "May"),
        ("en-US", "May 20, 2025", "May 2025", "May"),
        ("ar", "20 مايو 2025", "مايو 2025", "مايو"),
        ("ar-EG", "20 مايو 2025", "مايو 2025", "مايو"),
        ("tlh", "20 May 2025", "May 2025", "May"),  # without words of its own
    ],
)
def test_dates_are_written_as_the_language_does(
    language: str, day: str, month: str, name: str
) -> None:
    said = words(language)
    assert said.day("2025-05-20") == said.day(dt.date(2025, 5, 20)) == day
    assert (said.day("2025-05"), said.month(5)) == (month, name)


def test_an_owner_adds_a_language() -> None:
    german = words("de", page_moved="Umgezogen.")
    assert (german("page-moved"), german("archive")) == ("Umgezogen.", "Archive")
    assert german.day("2025-05-20") == "20. Mai 2025"
    assert german.text("count-briefings", n=2) == "2 briefings"


def test_an_owner_replaces_a_message() -> None:
    said = words("ar", page_moved="انتقلت.")
    assert (said("page-moved"), said("archive")) == ("انتقلت.", "الأرشيف")
    brazilian = Catalogue(
        "pt-BR",
        {
            "pt": Source("pt.ftl", "archive = Arquivo\ntopics = Tópicos\n"),
            "pt-BR": Source("pt-BR.ftl", "topics = Temas\n"),
        },
    ).words()
    assert (brazilian("archive"), brazilian("topics")) == ("Arquivo", "Temas")


def test_values_are_escaped_and_kept_apart() -> None:
    english, arabic = words("en"), words("ar")
    assert english("by-authors", authors="<b>*A*") == "by &#60;b&#62;&#42;A&#42;"
    assert english("by-authors", authors="سلمى") == "by <bdi>سلمى</bdi>"
    assert english("by-authors", authors="Jo\u202e") == "by <bdi>Jo\u202e</bdi>"
    assert arabic("by-authors", authors="Jo") == "بقلم <bdi>Jo</bdi>"
    assert arabic("by-authors", authors="سلمى 3") == "بقلم سلمى 3"
    assert english.text("by-authors", authors="<b>سلمى") == "by <b>سلمى"
    link = english.link("../a.md?x=1&y", "A & B", rel="noopener")
    assert english("see-briefing", briefing=link) == (
        'See <a href="../a.md?x=1&amp;y" rel="noopener">A &#38; B</a>'
    )
    assert (
        english.tag("span", Safe("<i>i</i>"), "x", class_="b")
        == '<span class="b"><i>i</i> x</span>'
    )


def test_the_words_of_a_message_are_no_markup() -> None:
    said = words("en", page_moved="<script>1</script> *moved*")
    assert said("page-moved") == "&#60;script&#62;1&#60;/script&#62; &#42;moved&#42;"


def test_an_element_in_a_message_can_do_nothing() -> None:
    said = words("en")
    for attributes in ({"onclick": "x"}, {"style": "x"}, {"src": "x"}, {"a b": "x"}):
        with pytest.raises(ValueError, match="cannot be an attribute"):
            said.tag("a", "x", **attributes)
    for name in ("script", "iframe", "a b"):
        with pytest.raises(ValueError, match="cannot be an element"):
            said.tag(name, "x")
    with pytest.raises(ValueError, match="scheme"):
        said.link("javascript:1", "x")


def test_words_of_another_language_say_which() -> None:
    english = words("en")
    assert english.said("نعم", "ar") == '<span lang="ar" dir="rtl">نعم</span>'
    assert english.said("colour", "en-GB") == "colour"
    assert english.lang("en") == ""
    assert english.lang("en-GB") == ' lang="en-GB" dir="ltr"'
    assert english.lang("xx") == ' lang="xx" dir="auto"'


@pytest.mark.parametrize(
    "name, values, problem, hint",
    [
        ("archiv", {}, "there is no message `archiv`", "Did you mean `archive`?"),
        ("in-all", {}, "the message `in-all` needs the value `n`", ""),
        ("archive", {"n": 1}, "the message `archive` has no variable `n`", ""),
    ],
)
def test_what_cannot_be_said_is_told(
    name: str, values: dict[str, int], problem: str, hint: str
) -> None:
    with pytest.raises(WordingError) as raised:
        words("en")(name, **values)
    assert (raised.value.problem, raised.value.hint) == (problem, hint)


def test_the_theme_is_given_forms_for_scripts() -> None:
    said = Catalogue().theme(["ar"])["ar"]
    assert said["search-nothing"] == "لم يُعثر على شيء عن «{query}»."
    assert said["search-results"] == {
        "few": "{count} نتائج",
        "many": "{count} نتيجة",
        "one": "نتيجة واحدة",
        "other": "{count} نتيجة",
        "two": "نتيجتان",
        "zero": "لا نتائج",
    }


# Languages


@pytest.mark.parametrize(
    "tag, direction, theme",
    [
        ("ar", "rtl", "ar"),
        ("fa-IR", "rtl", "fa"),
        ("he", "rtl", "he"),
        ("ckb", "rtl", "en"),
        ("az-Arab", "rtl", "az"),
        ("ar-Latn", "ltr", "ar"),
        ("pt-br", "ltr", "pt-BR"),
        ("EN", "ltr", "en"),
        ("xx", "auto", "en"),
    ],
)
def test_what_is_known_of_a_language(tag: str, direction: str, theme: str) -> None:
    assert (direction_of(tag), theme_language(tag)) == (direction, theme)
    assert page_language(tag) == {"tag": tag, "direction": direction, "theme": theme}


def test_a_locale_is_the_nearest_there_is() -> None:
    assert [str(locale_of(tag)) for tag in ("ar-XX", "en", "en-GB", "xx-YY", "not a tag")] == [
        "ar", "en_001", "en_GB", "None", "None",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "site, lang, expected",
    [
        ("en", "ar", "ar"),
        ("en", "ar-EG", "ar-EG"),
        ("en", "AR", "AR"),
        ("en", "fa", "en"),
        ("en", "", "en"),
        ("ar", "en", "en"),
        ("ar", "fr", "ar"),
        ("de", "", "de"),
    ],
)
def test_a_briefing_has_its_articles_language_if_there_are_words(
    site: str, lang: str, expected: str
) -> None:
    catalogue = Catalogue(site)
    assert catalogue.page_language(lang) == expected
    assert catalogue.other(expected) == ("" if expected == site else expected)


# What is wrong with a catalogue


def problems(text: str, language: str = "en", templates: str = "") -> Iterator[tuple[object, ...]]:
    source = Source(f"site_templates/messages/{language}.ftl", text)
    for found in check_messages(Catalogue("en", {language: source}), [templates]):
        yield found.code.slug, found.place.line, found.place.column, found.suggestion


@pytest.mark.parametrize(
    "text, expected",
    [
        ("archive = { $n }", ("messages-invalid", 1, 13, "It has none.")),
        ("in-all = { $number }", ("messages-invalid", 1, 12, "There are: `$n`.")),
        ("by-authors = { $author }", ("messages-invalid", 1, 16, "Did you mean `$authors`?")),
        ("archive = { -zyx }", ("messages-invalid", 1, 13, "")),
        ("archive = { in-all }", ("messages-invalid", 1, 13, "")),
        ("archive = A\narchive = B", ("messages-invalid", 2, 1, "")),
        ("archive = A\n    .title = B", ("messages-invalid", 2, 5, "")),
        ("in-all = { NUMBER($n) }", ("messages-invalid", 1, 12, "Write the variable alone.")),
        ("archive = { topics }\ntopics = { archive }", ("messages-invalid", 1, 1, "")),
        ("archive\n", ("messages-invalid", 1, 8, "")),
        (f'archive = {"{" * 3000}"a"{"}" * 3000}', ("messages-invalid", 1, 1, "")),
        (
            "-a = b\n"
            + "".join(
                f"-a{'x' * n} = " + f"{{ -a{'x' * (n - 1)} }}" * 20 + "\n" for n in range(1, 5)
            )
            + "archive = { -axxxx }",
            ("messages-invalid", 6, 1, ""),
        ),
        ("archiv = A", ("message-unused", 1, 1, "Did you mean `archive`?")),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(text: str, expected: tuple[object, ...]) -> None:
    assert next(problems(text)) == expected


def test_a_catalogue_may_have_terms_and_messages_of_its_own() -> None:
    text = "-site = Us\narchive = { -site }\nour-own = { $x } A\nour-part = B\n"
    text += "our-all = { our-part }\n"
    assert [p[0] for p in problems(text, templates="t(\"our-own\", x=1) t('our-all')")] == []
    assert Catalogue("en", {"en": Source("en.ftl", text)}).words()("archive") == "Us"
    assert words("en", our_own="{ $x } A")("our-own", x=1) == "1 A"


def test_the_name_of_a_catalogue_is_a_language() -> None:
    (found, missing) = problems("archive = A", "nowhere")
    assert (found[0], missing[0]) == ("messages-invalid", "message-missing")


@pytest.mark.parametrize(
    "content, expected",
    [
        (b"archive = A\x1b[31m\n", "file-control"),
        (b"archive = A\xff\n", "file-encoding"),
        (b"archive = " + b"A" * 200_000, "file-too-large"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_told(
    content: bytes, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "site_templates" / "messages" / "en.ftl"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    (tmp_path / "content").mkdir()
    assert [found.code.slug for found in build(tmp_path, Settings()).diagnostics] == [expected]


def test_words_of_a_broken_catalogue_are_not_said(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "small", tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "site_templates" / "messages"
    folder.mkdir(parents=True)
    (folder / "en.ftl").write_text("archive = Mine\ntopics = { $n }\n")
    (folder / "fr.ftl").write_bytes(b"archive = \xff")
    built = build(tmp_path, replace(read_project(tmp_path).settings, strict=True))
    told = [(d.code.slug, d.place.path) for d in built.diagnostics]
    assert ("messages-invalid", "site_templates/messages/en.ftl") in told
    assert ("file-encoding", "site_templates/messages/fr.ftl") in told
    assert "Archive" in {page.title for page in built.pages}


def test_a_check_tells_what_is_wrong_with_an_owners_messages(
    tmp_path: Path, run_briefing: Run
) -> None:
    messages = tmp_path / "site_templates" / "messages"
    messages.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: S\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (messages / "en.ftl").write_text("in-context = {\n", encoding="utf-8")
    run = run_briefing("check", cwd=tmp_path)
    assert run.code == 1
    assert run.stdout.count("messages-invalid") == 1
    assert "site_templates/messages/en.ftl:2:1: error" in run.stdout
