"""The message catalogue: files in Project Fluent's format -> the words of each language.

The package has `site_templates/messages/<language>.ftl`, and so may a site's folder: a file there
replaces single messages or adds a language. English has every message; what another language lacks
is taken from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentInt
from fluent.syntax import FluentParser, ast

from generator.languages import base_locale, locale_of, parents
from generator.packaged import TEMPLATES, packaged
from generator.source import Source
from generator.wording import WordingError, Words, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from babel import Locale

    from generator.wording import Forms, Value

FOLDER = f"{TEMPLATES}/messages"
BASE = "en"
THEME = "theme-"
"""Messages whose names begin so are handed to the theme's templates and scripts."""


@dataclass(frozen=True)
class Message:
    """A message of one file: the variables in it, and those that decide its form."""

    entry: ast.Message | ast.Term
    variables: frozenset[str] = frozenset()
    selectors: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def packaged_messages() -> Mapping[str, Source]:
    """Texts of the package's own catalogues by language."""
    return {
        path.stem: Source(f"{FOLDER}/{path.name}", path.read_text(encoding="utf-8"))
        for path in sorted(packaged("messages").glob("*.ftl"))
    }


@dataclass(frozen=True)
class Catalogue:
    """The words of every language: the package's, and in `own` those of the site's folder.

    `site` is the language of the site, which has the words of pages without one of their own.
    """

    site: str = BASE
    own: Mapping[str, Source] = field(default_factory=dict)
    _words: dict[str, Words] = field(default_factory=dict, init=False, compare=False, repr=False)

    def words(self, language: str = "") -> Words:
        """Give the words of a page in a language; of the site's language without one."""
        language = language or self.site
        if language not in self._words:
            self._words[language] = self._made(language)
        return self._words[language]

    def page_language(self, language: str) -> str:
        """Give the language of a page whose author's words have one: the site's without words."""
        return language if language and self._named(language) else self.site

    def other(self, language: str) -> str:
        """Give a language only if it is not the site's."""
        return "" if language == self.site else language

    def theme(self, languages: Iterable[str]) -> dict[str, dict[str, Forms]]:
        """Give what the theme's templates say in some languages."""
        names = [name for name in entries_of(packaged_messages()[BASE]) if name.startswith(THEME)]
        return {
            language: {name.removeprefix(THEME): self.words(language).forms(name) for name in names}
            for language in sorted(set(languages))
        }

    def _named(self, language: str) -> str:
        """Name the catalogue for a language: that of the nearest language there is."""
        known = {name.lower(): name for name in (*packaged_messages(), *self.own)}
        return next((known[p.lower()] for p in parents(language) if p.lower() in known), "")

    def _made(self, language: str) -> Words:
        name = self._named(language) or BASE
        messages: dict[str, Message] = {}
        for source in self._sources(name):
            messages |= entries_of(source)
        locale = locale_of(language if self._named(language) else BASE) or base_locale()
        english = {**entries_of(packaged_messages()[BASE]), **self._own_entries(BASE)}
        fallback = {key: one for key, one in english.items() if key not in messages}
        wanted = {
            key: english.get(key, one).variables
            for key, one in (english | messages).items()
            if not key.startswith("-")
        }
        selectors = {key: one.selectors for key, one in (english | messages).items()}
        return Words(language, locale, wanted, _formatter(locale, messages, fallback), selectors)

    def _sources(self, name: str) -> Iterator[Source]:
        """Give the files of a language, the one that wins last."""
        for one in dict.fromkeys((name.partition("-")[0], name)):
            yield from (files[one] for files in (packaged_messages(), self.own) if one in files)

    def _own_entries(self, name: str) -> Mapping[str, Message]:
        return entries_of(self.own[name]) if name in self.own else {}


@lru_cache(maxsize=64)
def entries_of(source: Source) -> Mapping[str, Message]:
    """Read the messages of a file; terms have a hyphen before their names."""
    entries: dict[str, Message] = {}
    for entry in resource_of(source).body:
        if isinstance(entry, ast.Message) and entry.value:
            entries[entry.id.name] = _message(entry)
        elif isinstance(entry, ast.Term):
            entries[f"-{entry.id.name}"] = _message(entry)
    return entries


@lru_cache(maxsize=64)
def resource_of(source: Source) -> ast.Resource:
    """Parse a file; one that is nested too deeply for that is a single piece of junk."""
    try:
        return FluentParser().parse(source.text)
    except RecursionError:
        note = ast.Annotation("", message="something in this file is nested too deeply")
        note.add_span(0, 0)
        return ast.Resource([ast.Junk(source.text, [note])])


def _message(entry: ast.Message | ast.Term) -> Message:
    variables, selectors, references = set(), set(), set()
    for node in nodes_of(entry):
        if isinstance(node, ast.VariableReference):
            variables.add(node.id.name)
        elif isinstance(node, ast.SelectExpression):
            selectors |= {
                n.id.name for n in nodes_of(node.selector) if isinstance(n, ast.VariableReference)
            }
        elif isinstance(node, ast.MessageReference):
            references.add(node.id.name)
        elif isinstance(node, ast.TermReference):
            references.add(f"-{node.id.name}")
    return Message(entry, frozenset(variables), frozenset(selectors), frozenset(references))


def nodes_of(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """Walk a part of a message and all parts of it."""
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                yield from nodes_of(child)


class _Counted(FluentInt):
    """A number that chooses a form and leaves its place open."""

    variable: str

    def format(self, _: Locale) -> str:
        return place_of(self.variable)


def _formatter(
    locale: Locale, messages: Mapping[str, Message], fallback: Mapping[str, Message]
) -> Callable[[str, Mapping[str, Value]], str]:
    """Format messages by the rules of their language; those of `fallback` by the English ones."""

    def bundle(name: str, entries: Mapping[str, Message]) -> FluentBundle:
        made = FluentBundle([name], use_isolating=False)
        made.add_resource(ast.Resource([one.entry for one in entries.values()]))
        return made

    own = bundle(str(locale), {**fallback, **messages})
    english = bundle(str(base_locale()), {**messages, **fallback})

    def formatted(name: str, values: Mapping[str, Value]) -> str:
        chosen = own if name in messages else english
        selectors = (messages.get(name) or fallback[name]).selectors
        given: dict[str, object] = {}
        for variable, value in values.items():
            if isinstance(value, int):
                given[variable] = counted = _Counted(value)
                counted.variable = variable
            else:
                given[variable] = value if variable in selectors else place_of(variable)
        # `format_pattern` would take a number that leaves its place open for a plain one.
        problems: list[Exception] = []
        environment = ResolverEnvironment(
            context=chosen, errors=problems, current=CurrentEnvironment(args=given)
        )
        try:
            pattern = chosen.get_message(name).value
            text = str(pattern(environment)) if pattern else ""
        except RecursionError:
            raise WordingError(name, f"the message `{name}` holds itself") from None
        except ValueError as error:  # Fluent's limit of parts, against messages that explode
            raise WordingError(name, f"the message `{name}` cannot be said: {error}") from None
        if problems:
            raise WordingError(name, f"the message `{name}` cannot be said: {problems[0]}")
        return text

    return formatted
