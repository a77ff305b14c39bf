"""Make the answers of the fictional example. The same seed gives the same file.

Run again only to change the example: .venv/bin/python scripts/example_answers.py
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samenspel_report.library import library

TARGET = Path(__file__).parents[1] / "src/samenspel/meaning/example/answers.csv"
SEED = 20261105
TABLE, SHOP = "Stichting Volle Tafel", "Brinkhof Supermarkten"
ANSWERED = {TABLE: 8, SHOP: 7}
LOW, HIGH = 1, 7
HEADER = (
    "respondent side concept scale pole_low pole_high own guess importance words".split()  # noqa: SIM905 reads as a header
)


@dataclass(frozen=True)
class Plan:
    """Per scale what each side means on average, and what it thinks the other means."""

    table: tuple[float, ...]
    shop: tuple[float, ...]
    table_guess: tuple[float, ...]
    shop_guess: tuple[float, ...]
    importance: tuple[tuple[int, ...], tuple[int, ...]]
    spread: float = 0.8
    torn: str = ""  # a side whose people stand at both ends


PLANS = {
    "sustainability": Plan(  # they differ, and neither saw it coming
        table=(5.8, 2.3, 5.4, 3.0, 5.4, 2.6),
        shop=(2.6, 5.5, 3.1, 5.6, 2.6, 4.9),
        table_guess=(4.9, 3.0, 4.9, 3.6, 4.6, 3.1),
        shop_guess=(3.2, 4.8, 3.7, 5.1, 3.3, 4.5),
        importance=((3, 4, 3, 4, 3, 3, 4, 3), (3, 3, 4, 2, 3, 3, 3)),
    ),
    "health": Plan(  # they differ, and both know
        table=(5.6, 5.8, 5.4, 5.5, 5.2, 2.6),
        shop=(2.7, 2.6, 2.4, 2.9, 2.6, 5.4),
        table_guess=(2.9, 2.5, 2.6, 2.8, 2.8, 5.2),
        shop_guess=(5.4, 5.6, 5.3, 5.4, 5.0, 2.8),
        importance=((3, 3, 2, 3, 4, 3, 3, 2), (2, 3, 2, 3, 2, 3, 2)),
        spread=0.6,
    ),
    "trust": Plan(  # they agree, and both think they do not
        table=(4.5, 3.4, 4.6, 3.6, 4.4, 3.7),
        shop=(4.5, 3.5, 4.5, 3.6, 4.5, 3.6),
        table_guess=(2.0, 5.8, 2.3, 5.8, 2.2, 5.6),
        shop_guess=(6.3, 1.8, 6.2, 1.9, 6.2, 2.0),
        importance=((4, 3, 4, 4, 3, 4, 4, 3), (4, 3, 4, 3, 4, 3, 4)),
        spread=0.5,
    ),
    "collaboration": Plan(  # they agree, and they know
        table=(4.4, 3.6, 4.5, 4.0, 3.5, 4.2),
        shop=(4.4, 3.6, 4.4, 4.0, 3.6, 4.2),
        table_guess=(4.3, 3.7, 4.4, 4.1, 3.6, 4.1),
        shop_guess=(4.4, 3.6, 4.5, 3.9, 3.5, 4.2),
        importance=((3, 2, 3, 3, 2, 3, 3, 3), (3, 3, 2, 3, 3, 2, 3)),
        spread=0.5,
    ),
    "ownership": Plan(  # the difference is about as large as the tolerance
        table=(4.9, 3.4, 4.7, 3.6, 4.8, 3.4),
        shop=(3.6, 4.7, 3.4, 4.8, 3.6, 4.5),
        table_guess=(4.2, 3.8, 4.1, 3.9, 4.2, 3.8),
        shop_guess=(4.0, 4.0, 4.0, 4.0, 4.0, 4.0),
        importance=((4, 3, 4, 4, 4, 3, 4, 4), (2, 2, 3, 2, 2, 3, 2)),
        spread=1.4,
    ),
    "inclusion": Plan(  # the people of one side lie far apart
        table=(5.4, 5.2, 5.6, 3.0, 5.0, 4.8),
        shop=(4.0, 4.0, 4.0, 4.0, 4.0, 4.0),
        table_guess=(3.6, 3.4, 3.4, 4.2, 3.6, 3.8),
        shop_guess=(4.8, 4.6, 4.8, 3.6, 4.4, 4.4),
        importance=((4, 4, 3, 4, 3, 4, 4, 4), (1, 3, 2, 4, 2, 3, 1)),
        torn=SHOP,
    ),
}
WORDS = {
    ("sustainability", TABLE): (
        "Dat een gezin er volgend jaar ook nog mee geholpen is.",
        "Niets weggooien. En niemand.",
        "Het mag iets kosten, als het blijft.",
        "Een pan soep die morgen nog een pan soep is.",
        "Volhouden, ook als de subsidie stopt.",
    ),
    ("sustainability", SHOP): (
        "Minder plastic, minder kilometers.",
        "Andere verpakking, zelfde prijs voor de klant.",
        "Onze uitstoot omlaag, zoals we beloofd hebben.",
        "Het dak vol zonnepanelen.",
        "Geen vrachtwagen die half leeg terugrijdt.",
    ),
    ("health", TABLE): (
        "Samen aan tafel zitten is al de helft.",
        "Dat je weer mee kunt doen.",
        "Iemand die vraagt hoe je geslapen hebt.",
        "Lekker eten zonder zorgen over de rekening.",
        "Lachen telt ook mee.",
    ),
    ("health", SHOP): (
        "Minder zout en suiker in wat we verkopen.",
        "Groente die mensen kiezen.",
        "Een appel bij de kassa in plaats van een reep.",
        "Weten wat erin zit.",
        "Vers, en voor iedereen te betalen.",
    ),
    ("trust", TABLE): (
        "Doen wat je zegt, ook als het tegenzit.",
        "De sleutel durven geven.",
        "Niet hoeven controleren.",
        "Eerlijk zeggen dat iets niet lukt.",
        "Elkaar de tijd gunnen.",
    ),
    ("trust", SHOP): (
        "Dat we elkaar bellen voordat het misgaat.",
        "Afspraak is afspraak.",
        "Geen verrassingen op maandagochtend.",
        "Ook het slechte nieuws horen.",
        "Dat iemand achter je staat.",
    ),
    ("collaboration", TABLE): (
        "Ieder brengt iets mee en niemand telt het na.",
        "Samen de afwas doen.",
        "Niet alles hoeft hetzelfde te gaan.",
        "Weten wie wat kan.",
        "Eerst koffie, dan plannen.",
    ),
    ("collaboration", SHOP): (
        "Vaste afspraken, en ruimte om te schuiven.",
        "Elkaars agenda kennen.",
        "Samen iets maken dat je alleen niet kunt.",
        "Korte lijnen.",
        "Ieder doet waar hij goed in is.",
    ),
    ("ownership", TABLE): (
        "Dat de buurt zelf de sleutel heeft.",
        "Het is van ons allemaal.",
        "Zelf bepalen wat er op het menu staat.",
        "Trots zijn op wat er staat.",
        "Blijven, ook als het regent.",
    ),
    ("ownership", SHOP): (
        "Dat iemand het oppakt zonder dat wij erachteraan zitten.",
        "Eén naam bij elke taak.",
        "Zien wat er moet gebeuren, en het doen.",
        "Je eigen schap op orde.",
        "Niet wachten op het hoofdkantoor.",
    ),
    ("inclusion", TABLE): (
        "Ook wie niet belt, hoort erbij.",
        "Een stoel extra aan tafel.",
        "Praten in gewone woorden.",
        "Langsgaan bij wie niet komt.",
        "Iedereen heeft iets te brengen.",
    ),
    ("inclusion", SHOP): (
        "De deur staat voor iedereen open.",
        "Juist op zoek naar wie er niet is.",
        "Een team dat op de wijk lijkt.",
        "Iedereen gelijk behandelen.",
        "Borden die je ook zonder bril kunt lezen.",
    ),
}


def points(rng: np.random.Generator, means: tuple[float, ...], n: int, spread: float) -> np.ndarray:
    """Whole answers around the means, with the means kept as close as whole answers allow."""
    noise = rng.normal(0, spread, (n, len(means)))
    noise -= noise.mean(axis=0)
    return np.clip(np.rint(np.array(means) + noise), LOW, HIGH).astype(int)


def torn_apart(rng: np.random.Generator, scales: int, n: int) -> np.ndarray:
    """People at both ends of every scale."""
    side = rng.permuted(np.tile(np.arange(n) % 2, (scales, 1)), axis=1).T
    return np.where(side == 1, rng.integers(6, 8, (n, scales)), rng.integers(1, 3, (n, scales)))


def rows() -> list[tuple[object, ...]]:
    """Every answer of every person."""
    rng = np.random.default_rng(SEED)
    library_words = {word.code: word for word in library("nl")}
    out: list[tuple[object, ...]] = []
    for code, plan in PLANS.items():
        word = library_words[code]
        for place, (side, n) in enumerate(ANSWERED.items()):
            means, guesses = (
                (plan.table, plan.table_guess) if side == TABLE else (plan.shop, plan.shop_guess)
            )
            own = points(rng, means, n, plan.spread)
            if plan.torn == side:
                own = torn_apart(rng, len(means), n)
            guess = points(rng, guesses, n, plan.spread)
            texts = WORDS[code, side]
            for person in range(n):
                name = f"{side.split()[-1][0]}{person + 1}"
                for item, scale in enumerate(word.scales[: len(means)]):
                    first = item == 0
                    out.append(
                        (
                            name, side, word.name, scale.code, scale.pole_low, scale.pole_high,
                            own[person, item], guess[person, item],
                            plan.importance[place][person] if first else "",
                            texts[person] if first and person < len(texts) else "",
                        )
                    )  # fmt: skip
    return out


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows())
