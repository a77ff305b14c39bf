"""What a talk taught as plain values, and back."""

from collections.abc import Sequence
from typing import Any

from samenspel_analysis.meaning.learning import Lesson, ScaleGuess
from samenspel_analysis.meaning.results import Estimate
from samenspel_report.scan.lessons import SideLessons, WordLesson

Json = dict[str, Any]


def talk_to_json(*, skipped: bool, lessons: Sequence[SideLessons], method_version: str) -> Json:
    """What came of a talk, beside the numbers; no learning where nobody guessed again."""
    learned = {"method_version": method_version, "sides": lessons_to_json(lessons)}
    return {"skipped": skipped, "learning": learned if lessons else None}


def lessons_to_json(given: Sequence[SideLessons]) -> list[Json]:
    """Every side about every other; `None` where nothing can be said."""
    return [
        {
            "side": each.side,
            "about": each.about,
            "people": {"before": each.people[0], "after": each.people[1]},
            "concepts": [_word(word) for word in each.words],
        }
        for each in given
    ]


def _word(word: WordLesson) -> Json:
    found, share = word.found, word.found.share
    return {
        "concept": word.concept,
        "n": dict(zip(("before", "after", "meant"), found.people, strict=True)),
        "misreading_before": found.before,
        "misreading_after": found.after,
        "share": share and {"mean": share.mean, "low": share.low, "high": share.high},
        "scales": [
            {"scale": scale, "before": means.before, "after": means.after, "meant": means.meant}
            if means
            else {"scale": scale, "before": None, "after": None, "meant": None}
            for scale, means in zip(word.scales, found.scales, strict=True)
        ],
    }


def lessons_from_json(kept: Sequence[Json]) -> tuple[SideLessons, ...]:
    """The same as it was."""
    return tuple(
        SideLessons(
            each["side"],
            each["about"],
            (each["people"]["before"], each["people"]["after"]),
            tuple(_lesson(word) for word in each["concepts"]),
        )
        for each in kept
    )


def _lesson(word: Json) -> WordLesson:
    share, n = word["share"], word["n"]
    scales = tuple(
        None if s["before"] is None else ScaleGuess(s["before"], s["after"], s["meant"])
        for s in word["scales"]
    )
    found = Lesson(
        people=(n["before"], n["after"], n["meant"]),
        scales=scales,
        before=word["misreading_before"],
        after=word["misreading_after"],
        share=share and Estimate(share["mean"], share["low"], share["high"]),
    )
    return WordLesson(word["concept"], tuple(s["scale"] for s in word["scales"]), found)
