"""How well what a talk taught is told: `.venv/bin/python -m benchmarks.learning [SETS]`."""

import sys

import numpy as np

from samenspel_analysis.meaning.learning import lesson

SCALES, MISREADING, WITHIN, ALIKE, TOLERANCE = 6, 1.5, 1.2, 0.3, 1.0
SAME = 0.5  # correlation of two guesses of one person
MEANT = np.array([2.0, 6.0, 3.0, 5.0, 2.5, 5.5])
SEED = 5


def answers(rng, mean, people, earlier=None):
    """Points of people around a mean; with `earlier`, the same people who guess again."""
    person = rng.normal(0, WITHIN * np.sqrt(ALIKE), (people, 1))
    own = person + rng.normal(0, WITHIN * np.sqrt(1 - ALIKE), (people, SCALES))
    if earlier is not None:
        own = SAME * earlier + np.sqrt(1 - SAME**2) * own
    return np.clip(np.rint(mean + own), 1, 7), own


def one(rng, people, learned, *, same):
    """The lesson of one made-up talk in which a side learned this share of its misreading."""
    away = MISREADING * np.where(MEANT < 4, 1.0, -1.0)
    before, drawn = answers(rng, MEANT + away, people)
    after, _ = answers(rng, MEANT + (1 - learned) * away, people, drawn if same else None)
    meant, _ = answers(rng, MEANT, people)
    return lesson(before, after, meant, tolerance=TOLERANCE)


def truth(learned):
    """The share after rounding and the ends of the range, from one very large crowd."""
    rng = np.random.default_rng(SEED)
    return one(rng, 200_000, learned, same=False).share.mean


def row(people, learned, *, same, sets):
    """Told in what part of talks; mean of the share; how often the interval holds the truth."""
    rng, true = np.random.default_rng(SEED), truth(learned)
    told = [one(rng, people, learned, same=same).share for _ in range(sets)]
    told = [share for share in told if share is not None]
    inside = [share.low <= true <= share.high for share in told]
    return len(told) / sets, float(np.mean([s.mean for s in told])) - true, float(np.mean(inside))


def main():
    sets = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    print("| people | who guesses again | learned | told | bias | coverage |")
    print("| --- | --- | --- | --- | --- | --- |")
    for people in (5, 8, 12, 30):
        for same in (True, False):
            for learned in (0.0, 0.5, 1.0):
                told, bias, held = row(people, learned, same=same, sets=sets)
                who = "the same" if same else "others"
                print(f"| {people} | {who} | {learned} | {told:.3f} | {bias:+.3f} | {held:.3f} |")


if __name__ == "__main__":
    main()
