"""One community, written and drawn."""

from math import ceil

from samenspel_analysis.meaning.results import CommunityResult, CommunityScale, CommunityWord
from samenspel_report.scan.content import CommunityBlock, LegendItem, ScaleBlock, WordBlock
from samenspel_report.scan.drawings import community_scale_drawing, distance_drawing
from samenspel_report.scan.pairs import Reading, voices
from samenspel_report.scan.tables import community_scale_table, distance_table
from samenspel_report.sentences.agenda import Reason
from samenspel_report.sentences.community import (
    community_divided,
    community_scale_sentence,
    compared,
    correlation_sentences,
    distance_sentences,
)
from samenspel_report.sentences.limits import people
from samenspel_report.sentences.words import importance_level, importance_words, points, quoted


def community_block(reading: Reading, community: CommunityResult) -> CommunityBlock:
    """Everything there is to say about one side."""
    t = reading.t
    reach = _reach(community)
    return CommunityBlock(
        lanes=(t.gettext("members"),),
        legend=(
            LegendItem(t.gettext("what members mean"), square=False, guessed=False),
            LegendItem(t.gettext("what they think the others mean"), square=False, guessed=True),
        ),
        sentences=(
            *distance_sentences(t, community.distances),
            *compared(t, community.distances),
            *correlation_sentences(t, community.correlation),
        ),
        overview_legend=(
            LegendItem(
                t.gettext("how far members are from the others"), square=False, guessed=False
            ),
            LegendItem(t.gettext("how far they think they are"), square=False, guessed=True),
        ),
        overview=tuple(_overview(reading, word, reach) for word in community.concepts),
        table=distance_table(t, community),
        words=tuple(
            _word(reading, word, f"word-{i}") for i, word in enumerate(community.concepts, start=1)
        ),
    )


def _reach(community: CommunityResult) -> float:
    """Whole points that hold every distance, so that the words can be compared."""
    found = [community.distances, *(word.distances for word in community.concepts)]
    highs = [
        value.high or value.mean or 0.0
        for each in found
        for value in (each.own_others_mad, each.own_guess_mad)
    ]
    return float(max(1, ceil(max(highs))))


def _overview(reading: Reading, word: CommunityWord, reach: float) -> ScaleBlock:
    t, distances = reading.t, word.distances
    heading = t.gettext("Too few answers to say anything")
    if distances.own_others_mad.mean is not None:
        heading = t.gettext("Members are %(points)s from the others") % {
            "points": points(t, distances.own_others_mad.mean)
        }
    return ScaleBlock(
        name=word.concept,
        poles=(t.gettext("no distance"), points(t, reach)),
        drawing=distance_drawing(t, word, reach),
        heading=heading,
        sentence=" ".join(compared(t, distances)),
    )


def _word(reading: Reading, word: CommunityWord, anchor: str) -> WordBlock:
    t = reading.t
    names = [reading.scale_name(word.concept, scale.scale) for scale in word.scales]
    sides = [side.name for side in reading.result.sides]
    return WordBlock(
        id=anchor,
        name=word.concept,
        state=people(t, word.n),
        tension="",
        strand=None,
        reasons=tuple(_reasons(reading, word)),
        question=reading.context.questions.get(word.concept),
        scales=tuple(_scale(reading, word.concept, scale) for scale in word.scales),
        tables=(community_scale_table(t, word, names),),
        voices=voices(reading, word.concept, sides),
    )


def _reasons(reading: Reading, word: CommunityWord) -> list[Reason]:
    t = reading.t
    out = [Reason(community_divided(t, word.concept), first=True)] if word.divided else []
    level = importance_level(word.importance)
    if level is not None:
        said = quoted(t, importance_words(t, level))
        out.append(Reason(t.gettext("On average members say %(level)s.") % {"level": said}))
    return out + [Reason(line) for line in compared(t, word.distances)]


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
