"""One community, written and drawn."""

from samenspel_analysis.meaning.results import CommunityResult, CommunityScale, CommunityWord
from samenspel_report.scan.content import CommunityBlock, LegendItem, ScaleBlock, WordBlock
from samenspel_report.scan.drawings import community_scale_drawing
from samenspel_report.scan.pairs import Reading, voices
from samenspel_report.scan.tables import community_scale_table, distance_table
from samenspel_report.sentences.agenda import Reason
from samenspel_report.sentences.community import (
    community_divided,
    community_scale_sentence,
    correlation_sentences,
    distance_sentences,
)
from samenspel_report.sentences.words import importance_level, importance_words, quoted


def community_block(reading: Reading, community: CommunityResult) -> CommunityBlock:
    """Everything there is to say about one side."""
    t = reading.t
    return CommunityBlock(
        lanes=(t.gettext("members"),),
        legend=(
            LegendItem(t.gettext("what members mean"), square=False, guessed=False),
            LegendItem(t.gettext("what they think the others mean"), square=False, guessed=True),
        ),
        sentences=(
            *distance_sentences(t, community.distances),
            *correlation_sentences(t, community.correlation),
        ),
        table=distance_table(t, community),
        words=tuple(
            _word(reading, word, f"word-{i}") for i, word in enumerate(community.concepts, start=1)
        ),
    )


def _word(reading: Reading, word: CommunityWord, anchor: str) -> WordBlock:
    t = reading.t
    names = [reading.scale_name(word.concept, scale.scale) for scale in word.scales]
    sides = [side.name for side in reading.result.sides]
    return WordBlock(
        id=anchor,
        name=word.concept,
        state=_people(reading, word),
        tension="",
        strand=None,
        reasons=tuple(_reasons(reading, word)),
        question=reading.context.questions.get(word.concept),
        scales=tuple(_scale(reading, word.concept, scale) for scale in word.scales),
        tables=(community_scale_table(t, word, names),),
        voices=voices(reading, word.concept, sides),
    )


def _people(reading: Reading, word: CommunityWord) -> str:
    t = reading.t
    return t.ngettext("%(count)s person", "%(count)s people", word.n) % {"count": t.number(word.n)}


def _reasons(reading: Reading, word: CommunityWord) -> list[Reason]:
    t = reading.t
    out = [Reason(community_divided(t, word.concept), first=True)] if word.divided else []
    level = importance_level(word.importance)
    if level is not None:
        said = quoted(t, importance_words(t, level))
        out.append(Reason(t.gettext("On average members say %(level)s.") % {"level": said}))
    return out + [Reason(line) for line in distance_sentences(t, word.distances)]


def _scale(reading: Reading, concept: str, scale: CommunityScale) -> ScaleBlock:
    t, result = reading.t, reading.result
    poles = reading.poles(concept, scale.scale)
    heading = t.gettext("Too few answers to say anything")
    if scale.own.mean is not None:
        heading = t.gettext("Members mean %(points)s on average") % {
            "points": t.number(scale.own.mean, 1)
        }
    return ScaleBlock(
        name=scale.scale if (concept, scale.scale) not in reading.context.poles else "",
        poles=poles,
        drawing=community_scale_drawing(t, scale, poles, result),
        heading=heading,
        sentence=community_scale_sentence(t, scale, result.tolerance),
    )
