"""What the estimators of a meaning scan do when the truth is known.

`python -m benchmarks.simulations` prints the tables of docs/methods/meaning.md. The tests run the
same functions, smaller, and hold them to their limits.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning import Questionnaire, Side
from samenspel_analysis.meaning.coorientation import root_mean_square, tension_parts
from samenspel_analysis.meaning.facts import Settings
from samenspel_analysis.meaning.moments import paired_moments
from samenspel_analysis.meaning.pair import analyse_pair
from samenspel_analysis.meaning.unbiased import squared_difference, towards
from samenspel_analysis.meaning.word_state import WordDraws, state_of

SCALES = 6
LOW, HIGH = -3.0, 3.0  # seven points, centred, so that no answer meets an end
TOLERANCE = 1.0
PRIOR_SCALE = 1.0
RANDOM_VARIANCE = 4.0
WITHIN_SD = 1.1  # of people of one side
OWN_GUESS_R = 0.4  # between a person's own meaning and guess


@dataclass(frozen=True)
class Truth:
    """True contrasts of every word, (words, scales) in points."""

    kinds: tuple[str, ...]
    difference: np.ndarray
    assumed_first: np.ndarray
    assumed_second: np.ndarray


def truth_of(kinds: tuple[str, ...], rng: np.random.Generator, *, size: float = 2.0) -> Truth:
    """Words where nothing is there, or one thing is, or everything comes from the prior."""
    shape = (len(kinds), SCALES)
    difference, first, second = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for word, kind in enumerate(kinds):
        jumps = size * rng.choice([-1.0, 1.0], SCALES)
        if kind in ("hidden", "seen"):
            difference[word] = jumps
        if kind == "seen":
            first[word], second[word] = jumps, -jumps
        if kind == "imagined":
            first[word] = jumps
    if "prior" in kinds:
        for contrast in (difference, first, second):
            common = abs(rng.normal(0, PRIOR_SCALE))
            contrast[:] = rng.normal(size=shape) * abs(rng.normal(0, common, (len(kinds), 1)))
    return Truth(kinds, difference, first, second)


def ask(truth: Truth, people: int, rng: np.random.Generator) -> tuple[Side, Side]:
    """Let `people` people a side answer, own meaning and guess correlated within a person."""
    shape = (people, truth.difference.size)
    sides = []
    for name, other, sign, assumed in (
        ("first", "second", -0.5, truth.assumed_first),
        ("second", "first", 0.5, truth.assumed_second),
    ):
        meaning = sign * truth.difference
        own = rng.normal(0, WITHIN_SD, shape)
        rest = rng.normal(0, WITHIN_SD * np.sqrt(1 - OWN_GUESS_R**2), shape)
        guess = (meaning + assumed).ravel() + OWN_GUESS_R * own + rest
        important = np.full((people, len(truth.kinds)), 4.0)
        sides.append(
            Side(name, np.arange(people), meaning.ravel() + own, {other: guess}, important)
        )
    return sides[0], sides[1]


def questionnaire(words: int) -> Questionnaire:
    """`words` words of six scales on seven points."""
    names = tuple(f"word {word}" for word in range(words))
    scales = tuple(f"scale {item % SCALES}" for item in range(words * SCALES))
    return Questionnaire(names, scales, np.repeat(np.arange(words), SCALES), LOW, HIGH)


def true_states(truth: Truth) -> list[str]:
    """The state of every word if its meanings were known exactly."""
    parts = tension_parts(
        truth.difference,
        truth.assumed_first,
        truth.assumed_second,
        importance_first=1.0,
        importance_second=1.0,
        span=HIGH - LOW,
    )
    share = np.clip(np.minimum(parts.seen_share_first, parts.seen_share_second), 0, 1)
    distance = root_mean_square(truth.difference)
    exact = zip(distance, share, parts.beyond, strict=True)
    words = [WordDraws(*(np.array([value]) for value in word), matters=True) for word in exact]
    return [state_of(word, tolerance=TOLERANCE, divided=0.0)[0].value for word in words]


@dataclass(frozen=True)
class Calls:
    """Per true state how often each state was given; verdicts where there is no difference."""

    states: dict[str, Counter[str]]
    verdicts: Counter[str]
    coverage: float

    def share(self, true: str, *given: str) -> float:
        """Share of words in this true state that got one of these states."""
        counts = self.states[true]
        return sum(counts[state] for state in given) / counts.total()

    @property
    def wrong(self) -> float:
        """Share of all words that got a state, and the wrong one; undecided is not wrong."""
        total = sum(counts.total() for counts in self.states.values())
        right = sum(counts[true] + counts["undecided"] for true, counts in self.states.items())
        return 1 - right / total

    @property
    def undecided(self) -> float:
        """Share of all words of which nothing was said."""
        total = sum(counts.total() for counts in self.states.values())
        return sum(counts["undecided"] for counts in self.states.values()) / total


def calls(
    kinds: tuple[str, ...],
    *,
    people: int,
    prior: float,
    scans: int,
    seed: int,
    size: float = 2.0,
    draws: int = 400,
) -> Calls:
    """Analyse many scans of the same kind; `prior` multiplies the prior scale."""
    rng = np.random.default_rng(seed)
    settings = Settings(TOLERANCE, prior * PRIOR_SCALE, draws, RANDOM_VARIANCE)
    states: dict[str, Counter[str]] = {}
    verdicts: Counter[str] = Counter()
    inside = total = 0
    for _ in range(scans):
        truth = truth_of(kinds, rng, size=size)
        sides = ask(truth, people, rng)
        result = analyse_pair(questionnaire(len(kinds)), *sides, settings=settings, rng=rng)
        for true, word in zip(true_states(truth), result.concepts, strict=True):
            states.setdefault(true, Counter())[word.state] += 1
        scales = [scale.difference for word in result.concepts for scale in word.scales]
        for scale, value in zip(scales, truth.difference.ravel(), strict=True):
            verdicts[scale.verdict] += value == 0
            inside += scale.low <= value <= scale.high
            total += 1
    return Calls(states, verdicts, inside / total)


@dataclass(frozen=True)
class Bias:
    """Mean error of the unbiased estimators, in points squared per scale; ratio without unit."""

    squared_difference: float
    numerator: float
    ratio_of_means: float
    naive_distance: float  # root mean square of the difference of the means, in points


def bias(difference: float, share: float, *, people: int, samples: int, seed: int) -> Bias:
    """Sample many words alike; `difference` in points on every scale, `share` of it is assumed."""
    rng = np.random.default_rng(seed)
    real = np.full((samples, SCALES), difference)
    first, second = ask(Truth(("word",) * samples, real, share * real, share * -real), people, rng)
    mine = paired_moments(first.own, first.guesses["second"])
    theirs = paired_moments(second.own, second.guesses["first"])
    squares = squared_difference(mine.x, theirs.x)
    numerators = towards(mine, theirs.x)
    naive = root_mean_square((theirs.x.mean - mine.x.mean).reshape(real.shape))
    ratio = numerators.mean() / squares.mean() - share if difference else 0.0
    return Bias(
        float(squares.mean() - difference**2),
        float(numerators.mean() - share * difference**2),
        float(ratio),
        float(naive.mean()),
    )


def road_of_nobody_moving(
    *, people: int, same_people: bool, samples: int, seed: int, difference: float = 2.0
) -> tuple[float, float]:
    """Road travelled when nothing changed: corrected and naive, as ratios of means.

    People answer again with a correlation of .6; or other people answer the second wave.
    """
    rng = np.random.default_rng(seed)
    again = 0.6 if same_people else 0.0
    shape = (people, samples * SCALES)
    empty = np.empty(0, dtype=np.int64)
    rows = None if same_people else (empty, empty)
    then = rng.normal(0, WITHIN_SD, shape)
    now = again * then + rng.normal(0, WITHIN_SD * np.sqrt(1 - again**2), shape)
    other = paired_moments(*[rng.normal(difference, WITHIN_SD, shape)] * 2).x
    moved = paired_moments(then, now, rows=rows)
    bottom = squared_difference(moved.x, other).mean()
    naive = ((moved.y.mean - moved.x.mean) * (other.mean - moved.x.mean)).mean()
    return float(towards(moved, other).mean() / bottom), float(naive / bottom)


KINDS = {
    "nothing": ("nothing",) * 6,
    "half hidden": ("nothing", "hidden") * 3,
    "of every kind": ("nothing", "hidden", "seen", "imagined") * 2,
    "from the prior": ("prior",) * 8,
}


def print_calls(scans: int) -> None:
    """Tables of states and coverage."""
    print("| scan | n | prior scale | wrong state | not yet to say | coverage |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, kinds in KINDS.items():
        for people in (5, 8):
            for prior in (1.0, 2.0, 0.5):
                found = calls(kinds, people=people, prior=prior, scans=scans, seed=1)
                print(_call_row(name, people, prior, found))


def _call_row(name: str, people: int, prior: float, found: Calls) -> str:
    scale = {1.0: "right", 2.0: "twice", 0.5: "half"}[prior]
    shares = f"{found.wrong:.1%} | {found.undecided:.1%} | {found.coverage:.3f}"
    return f"| {name} | {people} | {scale} | {shares} |"


def print_bias(samples: int) -> None:
    """Table of the unbiased estimators beside the naive distance."""
    print("| true difference | seen | n | bias of D² | bias of numerator | bias of ratio | naive |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for difference, share in ((0.0, 0.0), (1.0, 0.25), (1.5, 0.25)):
        for people in (3, 5, 8, 12):
            b = bias(difference, share, people=people, samples=samples, seed=2)
            print(
                f"| {difference} | {share} | {people} | {b.squared_difference:+.3f} "
                f"| {b.numerator:+.3f} | {b.ratio_of_means:+.3f} | {b.naive_distance:.2f} |"
            )


def print_roads(samples: int) -> None:
    """Table of the road travelled when nobody moves."""
    print("| n | second wave | corrected | naive |")
    print("| --- | --- | --- | --- |")
    for people in (3, 5, 8, 12):
        for same in (True, False):
            road, naive = road_of_nobody_moving(
                people=people, same_people=same, samples=samples, seed=3
            )
            who = "same people" if same else "other people"
            print(f"| {people} | {who} | {road:+.3f} | {naive:.2f} |")


if __name__ == "__main__":
    print_calls(scans=300)
    print()
    print_bias(samples=120_000)
    print()
    print_roads(samples=120_000)
