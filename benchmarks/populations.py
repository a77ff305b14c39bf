"""Coverage when a side is a small group of which most or all people answered, in whole points.

Everyone has a meaning of their own; answering again varies, and answers are rounded to seven
points. The truth is the difference between the means of the two whole groups.
"""

import numpy as np

from benchmarks.simulations import PRIOR_SCALE, RANDOM_VARIANCE, SCALES, TOLERANCE
from samenspel_analysis.meaning import Questionnaire, Side
from samenspel_analysis.meaning.facts import Settings
from samenspel_analysis.meaning.pair import analyse_pair

WORDS = 6
SPREAD = 1.0  # of people's own meanings within a side
GROUPS = ((5, 12), (8, 9), (12, 12))


def coverage(people: int, population: int, *, again: float, scans: int, seed: int) -> float:
    """Share of scales whose interval holds the difference between the two whole groups.

    `again` is the standard deviation of a person's answer from one day to the next, in points.
    """
    rng = np.random.default_rng(seed)
    settings = Settings(TOLERANCE, PRIOR_SCALE, 300, RANDOM_VARIANCE)
    items = WORDS * SCALES
    words = np.repeat(np.arange(WORDS), SCALES)
    names = tuple(f"word {word}" for word in range(WORDS))
    asked = Questionnaire(names, ("scale",) * items, words, 1.0, 7.0)
    inside = 0
    for _ in range(scans):
        scale = np.abs(rng.normal(0, abs(rng.normal(0, PRIOR_SCALE)), WORDS))[words]
        difference, middle = rng.normal(0, 1, items) * scale, 4 + rng.normal(0, 0.7, items)
        sides, truth = [], []
        for name, sign in (("first", -0.5), ("second", 0.5)):
            meanings = middle + sign * difference + rng.normal(0, SPREAD, (population, items))
            said = meanings[:people] + rng.normal(0, again, (people, items))
            answers = np.clip(np.rint(said), 1, 7)
            sides.append(Side(name, np.arange(people), answers, population=population))
            truth.append(meanings.mean(axis=0))
        result = analyse_pair(asked, sides[0], sides[1], settings=settings, rng=rng)
        found = [scale.difference for word in result.concepts for scale in word.scales]
        real = truth[1] - truth[0]
        inside += sum(f.low <= value <= f.high for f, value in zip(found, real, strict=True))
    return inside / (scans * items)


def print_coverage(scans: int) -> None:
    """The table of the method page."""
    print("| answered | of | answering again varies by | coverage |")
    print("| --- | --- | --- | --- |")
    for people, population in GROUPS:
        for again in (0.3, 0.5, 0.8):
            found = coverage(people, population, again=again, scans=scans, seed=4)
            print(f"| {people} | {population} | {again} point | {found:.3f} |")


if __name__ == "__main__":
    print_coverage(scans=300)
