"""What is wrong with the message catalogues of a site's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fluent.syntax import ast

from generator.diagnostics import Code, Diagnostic, diagnose, did_you_mean, listed
from generator.languages import locale_of, parents
from generator.messages import (
    BASE,
    Catalogue,
    Message,
    entries_of,
    nodes_of,
    packaged_messages,
    resource_of,
)
from generator.source import Source, Span
from generator.wording import WordingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

"""The most missing messages that are named."""


def check_messages(catalogue: Catalogue, templates: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Find out what is wrong with the catalogues of a site's folder.

    A message that the package does not know is one of the site's own if a template of the site
    names it; `templates` are their texts.
    """
    if not catalogue.own:
        return ()
    named = "\n".join(templates)
    found: list[Diagnostic] = []
    for language, source in catalogue.own.items():
        problems = (*_language(language, source), *_syntax(source), *_contents(language, source))
        found.extend(problems or _sample(catalogue, language, source))
        found.extend(_unused(source, named))
        found.extend(_missing(language, source))
    return tuple(found)


def _language(language: str, source: Source) -> Iterator[Diagnostic]:
    if locale_of(language) is None:
        message = f"`{language}` is not the tag of a language that is known"
        hint = "Name the file by a BCP 47 tag, such as `de.ftl` or `pt-BR.ftl`."
        yield diagnose(Code.MESSAGES_INVALID, source, Span(0, 0), message, hint)


def _syntax(source: Source) -> Iterator[Diagnostic]:
    """Tell what cannot be read, what is not used here, and what stands twice."""
    seen: set[str] = set()
    for entry in resource_of(source).body:
        if isinstance(entry, ast.Junk):
            for note in entry.annotations:
                yield _at(source, note, f"this message cannot be read: {note.message}")
        if not isinstance(entry, (ast.Message, ast.Term)):
            continue
        name = f"{'-' * isinstance(entry, ast.Term)}{entry.id.name}"
        if name in seen:
            yield _at(source, entry.id, f"the message `{name}` stands twice")
        seen.add(name)
        for attribute in entry.attributes:
            message = f"`.{attribute.id.name}` is an attribute, which no message here has"
            yield _at(source, attribute, message)
        for node in nodes_of(entry):
            if isinstance(node, ast.FunctionReference):
                message = f"`{node.id.name}` is a function; numbers and dates come written already"
                yield _at(source, node, message, "Write the variable alone.")


def _contents(language: str, source: Source) -> Iterator[Diagnostic]:
    """Tell what messages name and what is not there: variables, other messages, terms."""
    known = entries_of(packaged_messages()[BASE])
    shipped = packaged_messages().get(language)
    entries = {**known, **(entries_of(shipped) if shipped else {}), **entries_of(source)}
    for name, one in entries_of(source).items():
        for node in nodes_of(one.entry):
            if isinstance(node, ast.VariableReference) and name in known:
                yield from _variable(source, name, node, known[name].variables)
            elif isinstance(node, (ast.MessageReference, ast.TermReference)):
                yield from _reference(source, node, entries)


def _variable(
    source: Source, name: str, node: ast.VariableReference, given: frozenset[str]
) -> Iterator[Diagnostic]:
    if node.id.name in given:
        return
    variables = [f"${variable}" for variable in sorted(given)]
    listed = ", ".join(f"`{variable}`" for variable in variables)
    hint = did_you_mean(f"${node.id.name}", variables)
    hint = hint or (f"There are: {listed}." if given else "It has none.")
    yield _at(source, node, f"the message `{name}` has no variable `${node.id.name}`", hint)


def _reference(
    source: Source,
    node: ast.MessageReference | ast.TermReference,
    entries: Mapping[str, Message],
) -> Iterator[Diagnostic]:
    name = f"{'-' * isinstance(node, ast.TermReference)}{node.id.name}"
    if name not in entries:
        yield _at(source, node, f"there is no message `{name}`", did_you_mean(name, entries))
    elif isinstance(node, ast.MessageReference) and entries[name].variables:
        yield _at(source, node, f"the message `{name}` has variables, so no other can hold it")


def _sample(catalogue: Catalogue, language: str, source: Source) -> Iterator[Diagnostic]:
    """Say each message once; what goes wrong then is one that holds itself."""
    words = catalogue.words(language)
    for name, one in entries_of(source).items():
        if name.startswith("-"):
            continue
        try:
            words.forms(name)
        except WordingError as error:
            yield _at(source, one.entry.id, error.problem)


def _unused(source: Source, named: str) -> Iterator[Diagnostic]:
    known = entries_of(packaged_messages()[BASE])
    referred = {name for one in entries_of(source).values() for name in one.references}
    for name, one in entries_of(source).items():
        if name in known or name in referred or f'"{name}"' in named or f"'{name}'" in named:
            continue
        message = f"nothing on a page says the message `{name}`"
        yield _at(source, one.entry.id, message, did_you_mean(name, known), Code.MESSAGE_UNUSED)


def _missing(language: str, source: Source) -> Iterator[Diagnostic]:
    """Tell once what a language that the package does not have lacks."""
    if any(name in packaged_messages() for name in parents(language)):
        return
    known = entries_of(packaged_messages()[BASE])
    lacking = [name for name in known if name not in entries_of(source)]
    if lacking:
        message = f"this language has no words for {listed(lacking)}; they stay English"
        hint = f"The package's `{BASE}.ftl` has them all."
        yield diagnose(Code.MESSAGE_MISSING, source, Span(0, 0), message, hint)


def _at(
    source: Source,
    node: ast.SyntaxNode,
    message: str,
    hint: str = "",
    code: Code = Code.MESSAGES_INVALID,
) -> Diagnostic:
    span = node.span
    place = Span(span.start, span.end) if span else Span(0, 0)
    return diagnose(code, source, place, message, hint)
