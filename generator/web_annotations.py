"""A briefing's annotations as W3C Web Annotations, in `annotations.jsonld` beside its page.

Each statement is one annotation; of an interrupted quotation each part is a target, since all that
is said of it holds of each. The address of an annotation is in its own file: the element on the
page is a passage, not an annotation of one. Only what is known is said; what is doubtful, and what
somebody else tells of, says so. No time of creation is given, because only days are known.

Where the address of the site is not known, addresses are relative ones, and so still whole for
whoever fetches the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.addresses import annotations_file
from generator.json_text import compact
from generator.model import Kind
from generator.page_places import BODY, places_on
from generator.targets import relative, whole_address, whole_file_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Corpus, Linked, Statement
    from generator.messages import Catalogue
    from generator.model import Annotation, Page
    from generator.page_places import Place
    from generator.settings import Settings
    from generator.wording import Words

    Node = dict[str, object]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
_KINDS = {
    Kind.QUOTE: ("quotation", "describing"),
    Kind.SAID: ("reported speech", "describing"),
    Kind.FACT: ("fact", "classifying"),
    Kind.GAP: ("gap", "questioning"),
}
"""What each kind is called, and what it is annotated for."""


def annotation_files(
    corpus: Corpus, pages: Iterable[Page], settings: Settings, catalogue: Catalogue
) -> dict[str, bytes]:
    """Write the annotations of all briefings; gives their paths and what stands in them."""
    files: dict[str, bytes] = {}
    for page in pages:
        one = corpus.by_stem.get(page.path.removeprefix("briefings/").removesuffix(".md"))
        if one and not page.redirect and (places := places_on(page.markdown)):
            words = catalogue.words(catalogue.page_language(one.article.fields.lang or ""))
            briefing = _Briefing(one, places, corpus, settings, words)
            files[annotations_file(one.stem)] = briefing.collection()
    return files


@dataclass(frozen=True)
class _Briefing:
    """A briefing, where its passages stand, and what is needed to say what they are."""

    one: Linked
    places: Mapping[str, Place]
    corpus: Corpus
    settings: Settings
    words: Words

    @cached_property
    def file(self) -> str:
        """Address of the file."""
        path, site = annotations_file(self.one.stem), self.settings.site_url
        return whole_file_address(site, path) if site else path.rpartition("/")[2]

    @cached_property
    def page(self) -> str:
        """Address of the briefing."""
        return self.address(f"briefings/{self.one.stem}.md")

    def address(self, path: str) -> str:
        """Give the address of a page, with its anchor."""
        bare, mark, anchor = path.partition("#")
        if self.settings.site_url:
            return whole_address(self.settings.site_url, bare) + mark + anchor
        folder = relative(bare.removesuffix(".md") + "/", annotations_file(self.one.stem))
        return (folder or "./") + mark + anchor

    def language(self, stem: str) -> str:
        """Give the language of an article."""
        return self.corpus.by_stem[stem].article.fields.lang or self.settings.language

    def collection(self) -> bytes:
        """Write all annotations, one a line, so that two versions can be compared."""
        listed = [compact(node) for node in self.annotations()]
        head = compact(
            {
                "@context": CONTEXT,
                "id": self.file,
                "type": "AnnotationCollection",
                "label": self.one.article.fields.title,
                "total": len(listed),
                "first": {
                    "id": f"{self.file}#first_page",  # no id of an author's has an underscore
                    "type": "AnnotationPage",
                    "startIndex": 0,
                },
            }
        )
        lines = ",\n".join(listed)
        return f'{head[:-2]},"items":[\n{lines}\n]}}}}\n'.encode()

    def annotations(self) -> Iterator[Node]:
        """Describe the annotations in the order of the article."""
        for annotation in self.one.article.body.annotations:
            statement = self.one.by_part.get(annotation.id)
            if statement and statement.id != annotation.id:
                continue  # a part that continues a quotation
            parts = statement.parts if statement else (annotation,)
            targets = [target for part in parts for target in self.targets(part)]
            if not targets:
                continue
            kind, motivation = _KINDS[annotation.kind]
            bodies = [_text("tagging", kind, "en"), *self.remarks(annotation)]
            bodies += self.said(statement) if statement else self.told(annotation)
            yield {
                "id": f"{self.file}#{annotation.id}",
                "type": "Annotation",
                "motivation": motivation,
                "body": bodies,
                "target": targets[0] if len(targets) == 1 else targets,
            }

    def targets(self, part: Annotation) -> Iterator[Node]:
        """Say where a passage stands; one that is nothing but a picture has no text to find."""
        anchor = self.one.anchors.places[part.id]
        place = self.places.get(anchor)
        if place is None:
            return
        fragment = {"type": "FragmentSelector", "conformsTo": _HTML_FRAGMENTS, "value": anchor}
        yield {
            "type": "SpecificResource",
            "source": self.page,
            "selector": [fragment, *(_in_text(place) if place.exact else ())],
        }

    def remarks(self, annotation: Annotation) -> Iterator[Node]:
        """Say what is doubtful, and what the author notes."""
        statement = self.one.by_part.get(annotation.id)
        if doubt := self.one.doubt_of(statement) if statement else self.one.doubt(annotation):
            yield _text("tagging", "doubtful", "en")
            yield _text("assessing", doubt, self.language(self.one.stem))
        if note := annotation.get("note"):
            yield _text("commenting", note, self.language(self.one.stem))

    def by(self, statement: Statement) -> Iterator[Node]:
        """Say whose words these are, and who tells of them."""
        words = self.words
        by = {"speaker": statement.name, "date": str(words.day(statement.date))}
        role = {"role": statement.role} if statement.role else {}
        message = "annotation-by-role" if role else "annotation-by"
        yield _text("describing", words.text(message, **by, **role), words.language)
        if teller := self.one.quoting(statement):
            yield _text("describing", words.text("quoted-by", speaker=teller), words.language)

    def said(self, statement: Statement) -> Iterator[Node]:
        """Say whose words these are, and where more is said of them."""
        yield from self.by(statement)
        if statement.speaker:
            yield _linked("identifying", self.address(f"people/{statement.speaker.key}.md"))
        sections = self.settings.sections
        if not statement.around and statement.section in sections:
            card = self.one.anchor_of(statement, sections)
            yield _linked("linking", f"{self.page}#{card}")

    def told(self, annotation: Annotation) -> Iterator[Node]:
        """Say in whose statement a fact or gap stands, and what it leaves open."""
        if outer := next(self.one.around(annotation), None):
            yield from self.by(outer)
        yield from self.asked(annotation)

    def asked(self, annotation: Annotation) -> Iterator[Node]:
        """Say which question a gap leaves open, and where it stands."""
        question = self.corpus.questions.get(self.one.asks.get(annotation.id, ("", "")))
        if question is None:
            return
        yield _text("questioning", question.ask, self.language(question.stem))
        if "questions" in self.settings.sections:
            yield _linked("linking", self.address(f"briefings/{question.stem}.md#{question.id}"))


def _in_text(place: Place) -> tuple[Node, Node]:
    """Say where words stand: by what is around them, and by counting."""
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    return (
        {
            "type": "TextQuoteSelector",
            "exact": place.exact,
            "prefix": place.prefix,
            "suffix": place.suffix,
        },
        {"type": "CssSelector", "value": BODY, "refinedBy": position},
    )


def _text(purpose: str, value: str, language: str) -> Node:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
        "language": language,
    }


def _linked(purpose: str, source: str) -> Node:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}
