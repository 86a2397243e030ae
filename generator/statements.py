"""Quotations and reported speech of one article: parts joined, speakers and sources found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.corpus import Speaker, Statement, Variant
from generator.diagnostics import Code, Diagnostic, diagnose, meant_or_listed
from generator.model import Annotation, Kind
from generator.schema import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Article
    from generator.names import Names


class Quotations:
    """Reads the statements of one article; `problems` is filled on the way."""

    def __init__(self, article: Article, names: Names) -> None:
        """Take an article and the names known so far, to which its speakers are added."""
        self.article = article
        self.names = names
        self.problems: list[Diagnostic] = []
        self.heads: dict[str, str] = {}
        self.by_id = {annotation.id: annotation for annotation in article.body.annotations}

    def statements(self) -> Iterator[Statement]:
        """Give the statements in the order of the text."""
        annotations = self.article.body.annotations
        followers: dict[str, list[Annotation]] = {}
        self._find_heads()
        for part in annotations:
            if part.id in self.heads:
                followers.setdefault(self.heads[part.id], []).append(part)
        for index, annotation in enumerate(annotations):
            if annotation.kind not in {Kind.QUOTE, Kind.SAID} or annotation.get("cont"):
                continue
            parts = (annotation, *followers.get(annotation.id, ()))
            yield self._statement(index, parts)

    def _find_heads(self) -> None:
        """Map each continued part to the first part of its quotation."""
        quotations = [a for a in self.article.body.annotations if a.kind is Kind.QUOTE]
        order = {a.id: number for number, a in enumerate(quotations)}
        for number, part in enumerate(quotations):
            name = part.get("cont")
            if not name:
                continue
            if name in self.article.body.broken:
                continue
            if name not in order:
                message = f"`cont` names no quotation of this article: `{name}`"
                hint = meant_or_listed(name, (other for other in order if other != part.id))
                self._report(Code.CONT_UNKNOWN, part, "cont", message, hint)
            elif order[name] >= number:
                which = "itself" if order[name] == number else "a part that comes later"
                message = f"`cont` names {which}: it continues an earlier part"
                self._report(Code.CONT_ORDER, part, "cont", message)
            elif self._told_in(part) != self._told_in(quotations[order[name]]):
                message = f"`cont` joins these words to `{name}`, which stands in other words"
                hint = "What somebody tells of is a quotation of its own: write `by=`, not `cont=`."
                self._report(Code.CONT_APART, part, "cont", message, hint)
            else:
                self.heads[part.id] = self.heads.get(name, name)

    def _told_in(self, annotation: Annotation) -> str:
        """Give the id of the statement that a passage stands in, or nothing."""
        return next((outer.id for outer in self._around_it(annotation)), "")

    def _around_it(self, annotation: Annotation) -> Iterator[Annotation]:
        """Give the first parts of the statements that a passage stands in, the innermost first."""
        annotations, above = self.article.body.annotations, annotation.parent
        while above is not None:
            outer = annotations[above]
            if outer.kind in {Kind.QUOTE, Kind.SAID}:
                yield self.by_id[self.heads.get(outer.id, outer.id)]
            above = outer.parent

    def _inherited(self, annotation: Annotation, name: str) -> str:
        """Give what is said of a statement, or else of one that it stands in."""
        said = (one.get(name) for one in (annotation, *self._around_it(annotation)))
        return next(filter(None, said), "")

    def _report(
        self, code: Code, annotation: Annotation, attribute: str, message: str, hint: str = ""
    ) -> None:
        span = annotation.where(attribute)
        self.problems.append(diagnose(code, self.article.source, span, message, hint))

    def _statement(self, index: int, parts: tuple[Annotation, ...]) -> Statement:
        first, fields = parts[0], self.article.fields
        speaker = self._speaker(first)
        self._check_addressee(first)
        date = self._inherited(first, "date") or fields.date.isoformat()
        source_key = self._inherited(first, "source") or next(iter(fields.sources), "")
        held = ", ".join(_roles(speaker, date, fields.date.isoformat()))
        return Statement(
            stem=self.article.stem,
            parts=parts,
            speaker=speaker,
            unnamed=first.get("as"),
            role=first.get("role") or held,
            date=date,
            addressee=first.get("to"),
            source_key=source_key,
            source=fields.sources.get(source_key),
            translated=self._inherited(first, "translated"),
            around=self._around(index),
            variants=tuple(
                Variant(
                    " ".join(p.words for p in (parts if part is first else [part])),
                    variant.text,
                    variant.source,
                    fields.sources.get(variant.source),
                )
                for part in parts
                for variant in fields.variants
                if variant.of == part.id
            ),
        )

    def _speaker(self, annotation: Annotation) -> Speaker | None:
        name = annotation.get("by")
        if not name:
            return None
        span = annotation.where("by")
        speaker, problems = self.names.resolve(self.article.source, span, name)
        self.problems.extend(problems)
        return speaker

    def _check_addressee(self, annotation: Annotation) -> None:
        """Report an addressee's name that several records have; who it is, is found later."""
        name = annotation.get("to")
        if name and len(self.names.candidates(name)) > 1:
            span = annotation.where("to")
            _, problems = self.names.resolve(self.article.source, span, name)
            self.problems.extend(problems)

    def _around(self, index: int) -> str:
        """Find the outermost quotation around a quotation: the id of the part it stands in."""
        annotations = self.article.body.annotations
        found, annotation = "", annotations[index]
        while annotation.parent is not None and annotations[index].kind is Kind.QUOTE:
            annotation = annotations[annotation.parent]
            if annotation.kind is Kind.QUOTE:
                found = annotation.id
        if found and annotations[index].key:
            message = "a quotation within another is never among the key quotations"
            self._report(Code.ATTRIBUTE_MISPLACED, annotations[index], "", message)
        return found


def _roles(speaker: Speaker | None, date: str, article_date: str) -> tuple[str, ...]:
    """Give the roles held on a day; of a month, on the article's day in it or on its first."""
    if speaker is None:
        return ()
    if len(date) == len("2025-05"):
        date = article_date if article_date.startswith(date) else f"{date}-01"
    return speaker.roles_on(read_date(date))
