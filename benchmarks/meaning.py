"""Speed and memory of the meaning scan, from arrays."""

import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from benchmarks.row import Row
from samenspel_analysis.meaning import Questionnaire, Side, Wave, analyse

WORDS, SCALES, PEOPLE = 10, 8, 12


def _questionnaire() -> Questionnaire:
    words = tuple(f"word {word}" for word in range(WORDS))
    scales = tuple(f"scale {item % SCALES}" for item in range(WORDS * SCALES))
    return Questionnaire(words, scales, np.repeat(np.arange(WORDS), SCALES), 1.0, 7.0)


def _answers(people: int, rng: np.random.Generator) -> np.ndarray:
    return rng.integers(1, 8, (people, WORDS * SCALES)).astype(float)


def _pair(rng: np.random.Generator) -> Wave:
    names = (("A", "B"), ("B", "A"))
    importance = [rng.integers(0, 5, (PEOPLE, WORDS)).astype(float) for _ in names]
    return Wave(
        "1",
        tuple(
            Side(
                name,
                np.arange(PEOPLE),
                _answers(PEOPLE, rng),
                {other: _answers(PEOPLE, rng)},
                weight,
            )
            for (name, other), weight in zip(names, importance, strict=True)
        ),
    )


def _growth(work: Callable[[], object]) -> float:
    """Most memory that `work` held at once beyond what there was, in MB."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def rows() -> list[Row]:
    """One scan, five hundred scans, and a large community."""
    rng = np.random.default_rng(0)
    questionnaire = _questionnaire()
    waves = [_pair(rng) for _ in range(500)]
    analyse(questionnaire, [waves[0]], rng=rng)
    start = time.perf_counter()
    analyse(questionnaire, [waves[1]], rng=rng)
    one = time.perf_counter() - start
    start = time.perf_counter()
    for wave in waves:
        analyse(questionnaire, [wave], rng=rng)
    many = time.perf_counter() - start
    crowd = Side("we", np.arange(100_000), _answers(100_000, rng), {"we": _answers(100_000, rng)})
    start = time.perf_counter()
    analyse(questionnaire, [Wave("1", (crowd,))], rng=rng)
    large = time.perf_counter() - start
    growth = _growth(lambda: analyse(questionnaire, [Wave("1", (crowd,))], rng=rng))
    return [
        Row("scan of 10 x 8, 2 x 12 people, 1,000 draws", f"{one * 1000:.0f} ms", "50 ms"),
        Row("500 such scans", f"{many:.1f} s", "10 s"),
        Row("community of 100,000 people, 10 x 8", f"{large:.2f} s", "2 s"),
        Row("memory it grows by", f"{growth:.0f} MB", "400 MB"),
    ]
