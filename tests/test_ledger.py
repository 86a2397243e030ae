"""What became of a question: its history and its state are one, whatever articles say of it."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.ledger import Answer, Gap, Question
from generator.model import Annotation, Kind
from generator.schema import AnswerFields
from generator.source import Span

ASKED = dt.date(2031, 3, 3)
EMPTY = Span(0, 0)
days = st.integers(0, 6).map(lambda after: ASKED + dt.timedelta(days=after))
stems = st.sampled_from(["a", "b", "c"])
answers = st.builds(
    lambda stem, date, status: Answer(
        stem, date, AnswerFields(question="a#q", status=status, text="Yes.")
    ),
    stems,
    days,
    st.sampled_from(["partly", "answered", "moot"]),
)
gaps = st.builds(
    lambda stem, date: Gap(stem, date, Annotation(Kind.GAP, "g", True, EMPTY, EMPTY, "Who?", {})),
    stems,
    st.integers(-2, 6).map(lambda after: ASKED + dt.timedelta(days=after)),
)


def question(answers: list[Answer], gaps: list[Gap]) -> Question:
    def when(one: Answer | Gap) -> tuple[dt.date, str]:
        return one.date, one.stem

    return Question(
        ("a", "q"),
        "Who?",
        ASKED,
        gaps=tuple(sorted(gaps, key=when)),
        answers=tuple(sorted(answers, key=when)),
    )


@given(st.lists(answers, max_size=6), st.lists(gaps, max_size=6))
def test_a_history_tells_everything_once_and_in_order(
    answers: list[Answer], gaps: list[Gap]
) -> None:
    one = question(answers, gaps)
    history = one.history
    assert history[0].what == "asked"
    assert [step.what for step in history[1:]].count("asked") == 0
    told = [step.answer for step in history if step.answer]
    assert told == list(one.answers)
    assert [(step.date, step.stem) for step in history[1:]] == sorted(
        (step.date, step.stem) for step in history[1:]
    )
    assert all(step.date >= ASKED for step in history)
    shown = {(gap.date, gap.stem) for step in history for gap in step.gaps}
    assert shown == {(gap.date, gap.stem) for gap in gaps}
    assert one.status == history[-1].status
    assert one.is_settled == (one.status in {"answered", "moot"})
    for before, step in pairwise(history):
        assert (step.what == "again") == (not step.answer and before.status != "open")
        assert (step.what == "open") == (not step.answer and before.status == "open")


def test_who_asks_again_opens_a_question_and_says_so() -> None:
    yes = AnswerFields(question="a#q", status="answered", text="Yes.")
    gap = Annotation(
        Kind.GAP, "g", explicit=True, passage=EMPTY, markup=EMPTY, words="Who?", attributes={}
    )
    one = question(
        [Answer("b", dt.date(2031, 3, 5), yes)],
        [Gap("a", ASKED, gap), Gap("c", dt.date(2031, 4, 4), gap)],
    )
    assert [step.what for step in one.history] == ["asked", "answered", "again"]
    assert one.status == "open"
    assert one.days_to(one.history[1].date) == 2


def test_it_took_until_the_first_of_the_answers_that_agree() -> None:
    def says(status: str, day: int) -> Answer:
        fields = AnswerFields.model_validate({"question": "a#q", "status": status})
        return Answer("b", ASKED + dt.timedelta(days=day), fields)

    assert question([says("answered", 7), says("answered", 17)], []).settled_after == 7
    assert (
        question([says("answered", 7), says("partly", 9), says("answered", 17)], []).settled_after
        == 17
    )
    assert question([says("answered", 7), says("moot", 17)], []).settled_after == 17
    assert question([says("answered", 7), says("partly", 9)], []).settled_after is None
