"""What is wrong with a template that fails, at its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from generator.diagnostics import Code, Diagnostic
from generator.source import Place
from generator.templates import FOLDER
from generator.wording import WordingError

if TYPE_CHECKING:
    from collections.abc import Mapping


def problem_of(name: str, error: Exception, sources: Mapping[str, str]) -> Diagnostic:
    """Tell of an error that the template of that name ended with; `sources` are all texts."""
    inner, line = _where(error)
    if isinstance(error, WordingError):
        return _wording(_at(inner or name, line, error.problem, sources), error)
    if isinstance(error, TemplateNotFound):
        return _at(inner or name, line, f"there is no template `{error.name}`", sources)
    if isinstance(error, TemplateSyntaxError):
        inner, line = (error.name or name).removeprefix(f"{FOLDER}/"), error.lineno
    text = f"{type(error).__name__}: {error}"
    if isinstance(error, TemplateError):
        text = error.message or str(error)
    return _at(inner or name, line, f"the template cannot be used: {text}", sources)


def _wording(problem: Diagnostic, error: WordingError) -> Diagnostic:
    """Tell of a message that a template names and that cannot be said, at the name."""
    column = problem.place.text.find(error.name) + 1
    place = replace(problem.place, column=max(1, column), length=len(error.name) * bool(column))
    return replace(problem, place=place, suggestion=error.hint)


def _at(name: str, line: int, message: str, sources: Mapping[str, str]) -> Diagnostic:
    lines = sources.get(name, "").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    place = Place(f"{FOLDER}/{name}", line, 1, 0, text)
    return Diagnostic(Code.TEMPLATE_INVALID, place, message)


def _where(error: BaseException) -> tuple[str, int]:
    """Give the innermost template in which an error arose (or nothing), and the line in it."""
    found = "", 1
    traceback = error.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.startswith(FOLDER):
            found = name.removeprefix(FOLDER + "/"), traceback.tb_lineno
        traceback = traceback.tb_next
    return found
