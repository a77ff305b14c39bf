"""What a talk needs: why a word is talked about, and questions to ask. No numbers anywhere."""

from collections.abc import Sequence

from samenspel_analysis.meaning.results import WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import joined

Sides = tuple[str, str]


def why_sentence(t: Translator, word: WordResult, sides: Sides) -> str:
    """Why this word, in one sentence without a number."""
    match word.state:
        case State.HIDDEN_DIFFERENCE:
            return t.gettext(
                "You mean different things by this word, and at least one of you did not see it"
                " coming."
            )
        case State.SEEN_DIFFERENCE:
            return t.gettext("You mean different things by this word, and you know it.")
        case State.IMAGINED_DIFFERENCE:
            return t.gettext("You expected a difference that is hardly there.")
        case State.SHARED_GROUND:
            return t.gettext("You mean about the same by this word, and you know it.")
        case State.DIVIDED:
            return t.gettext(
                "Within %(side)s people mean different things by this word. Talk about that first."
            ) % {"side": divided_sides(t, word, sides)}
    return t.gettext("The answers leave open whether you mean the same. A talk can say more.")


def divided_sides(t: Translator, word: WordResult, sides: Sides) -> str:
    """The sides whose own people mean different things."""
    found = [side for side, part in zip(sides, word.sides, strict=True) if part.divided]
    return joined(t, found)


def talk_questions(t: Translator, word: WordResult, sides: Sides) -> tuple[str, ...]:
    """Questions to ask about a word, in this order."""
    match word.state:
        case State.HIDDEN_DIFFERENCE:
            return _hidden(t)
        case State.SEEN_DIFFERENCE:
            return _seen(t)
        case State.IMAGINED_DIFFERENCE:
            return _imagined(t)
        case State.SHARED_GROUND:
            return _shared(t)
        case State.DIVIDED:
            return _divided(t, divided_sides(t, word, sides))
    return _undecided(t)


def _hidden(t: Translator) -> tuple[str, ...]:
    return (
        t.gettext(
            "Tell of something that happened in which this word mattered to you. One side tells,"
            " the other only listens. Then change over."
        ),
        t.gettext("What did you hear that you did not know yet?"),
        t.gettext("When did you run into this before, without knowing that this was it?"),
        t.gettext("Where does this difference help you, and where could it go wrong?"),
    )


def _seen(t: Translator) -> tuple[str, ...]:
    return (
        t.gettext("You know that you differ here. What do you notice of it in your work?"),
        t.gettext("What can you do together because you differ, that neither could do alone?"),
        t.gettext("When does the difference get in your way, and what do you do then?"),
        t.gettext("What may you count on from each other?"),
    )


def _imagined(t: Translator) -> tuple[str, ...]:
    return (
        t.gettext("You expected a difference. What did you think the other meant?"),
        t.gettext("Where does that picture come from?"),
        t.gettext("What did you do, or leave, because of it?"),
        t.gettext("What can you do now that you know?"),
    )


def _shared(t: Translator) -> tuple[str, ...]:
    return (
        t.gettext("You mean about the same. Which example shows it best?"),
        t.gettext("Where does it cost you something to keep to it?"),
        t.gettext("Who will join you and does not know this yet?"),
    )


def _divided(t: Translator, side: str) -> tuple[str, ...]:
    facts = {"side": side}
    return (
        t.gettext(
            "Let people of %(side)s tell each other what this word means to them."
            " The others listen."
        )
        % facts,
        t.gettext("Which two or three meanings did you hear?"),
        t.gettext("May they stand side by side, or does working together ask for one?"),
        t.gettext("What do the others need to know of this?"),
    )


def _undecided(t: Translator) -> tuple[str, ...]:
    return (
        t.gettext("Everyone says in one sentence what this word means. Do not discuss yet."),
        t.gettext("Which example would you all call by this word, and which would you not?"),
        t.gettext("Do you hear a difference in what you mean, or only in how you would do it?"),
    )


def closing_question(t: Translator) -> str:
    """What every word ends with."""
    return t.gettext(
        "Can you now say in one sentence what this word means between you? If you keep two"
        " meanings, write down both."
    )


def talk_heading(t: Translator, count: int) -> str:
    """The heading of the first step."""
    return (
        t.gettext("Talk first"),
        t.gettext("One word to talk about"),
        t.gettext("Two words to talk about"),
        t.gettext("Three words to talk about"),
    )[min(count, 3)]


def most_pressing(states: Sequence[State]) -> State:
    """Of several pairs, the state whose questions come first."""
    order = (
        State.DIVIDED,
        State.HIDDEN_DIFFERENCE,
        State.UNDECIDED,
        State.IMAGINED_DIFFERENCE,
        State.SEEN_DIFFERENCE,
        State.SHARED_GROUND,
    )
    return min(states, key=order.index)
