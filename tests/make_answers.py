"""Makers of answers: the smallest valid questionnaire and sides, with no hidden surprises."""

import numpy as np

from samenspel_analysis.meaning import Questionnaire, Side, Wave, analyse


def make_questionnaire(words=1, scales=4, low=1.0, high=7.0):
    names = tuple(f"word {word}" for word in range(words))
    labels = tuple(f"scale {item % scales}" for item in range(words * scales))
    return Questionnaire(names, labels, np.repeat(np.arange(words), scales), low, high)


def make_side(name, own, *, guess=None, about=None, importance=None, people=None, population=None):
    """`own` is a list of rows, one per person; `guess` the same, about the side named `about`."""
    own = np.array(own, dtype=float)
    guesses = {} if guess is None else {about: np.array(guess, dtype=float)}
    keys = np.arange(len(own)) if people is None else np.array(people)
    weights = None if importance is None else np.array(importance, dtype=float)
    return Side(name, keys, own, guesses, weights, population)


def around(centre, people, rng, *, spread=1.0):
    """`people` rows of whole answers around `centre`, within seven points."""
    centre = np.asarray(centre, dtype=float)
    answers = centre + rng.normal(0, spread, (people, len(centre)))
    return np.clip(np.rint(answers), 1, 7)


def make_pair(
    own, other_own, guess, other_guess, *, people=8, seed=0, importance=4, spread=0.7, **kwargs
):
    """Two sides whose people answer around four given profiles."""
    rng = np.random.default_rng(seed)
    words = kwargs.pop("words", 1)
    weights = np.full((people, words), float(importance))
    return (
        make_side(
            "A",
            around(own, people, rng, spread=spread),
            guess=around(guess, people, rng, spread=spread),
            about="B",
            importance=weights,
        ),
        make_side(
            "B",
            around(other_own, people, rng, spread=spread),
            guess=around(other_guess, people, rng, spread=spread),
            about="A",
            importance=weights,
        ),
    )


def analyse_sides(questionnaire, *sides, seed=1, **options):
    """One wave, with a generator of its own."""
    rng = np.random.default_rng(seed)
    return analyse(questionnaire, [Wave("1", tuple(sides))], rng=rng, **options)
