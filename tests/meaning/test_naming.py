"""Names and poles of words that the library knows, against those that a file gives."""

import pytest

from samenspel.meaning.analyses import ReadingChoices, finding_in
from samenspel.meaning.analyses.naming import in_language

CLIMATE = ("Het gaat om het klimaat", "Het gaat om mensen")


def found(tmp_path, *words, poles=("", "")):
    """What a file says in which ten people answer on one scale of each of these words."""
    low, high = poles
    lines = ["respondent;side;concept;scale;pole_low;pole_high;own;guess"]
    for word in words:
        lines += [
            f"{side}{person};{side};{word};climate_people;{low};{high};{1 + person};{7 - person}"
            for side in ("Tafel", "Winkel")
            for person in range(5)
        ]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines))
    return finding_in(path, ReadingChoices())


def poles_in(finding, language):
    _payload, context = in_language(finding.payload, finding.context, language)
    return {(word, scale): (low, high) for word, scale, low, high in context["poles"]}


@pytest.mark.parametrize(
    ("given", "dutch", "english"),
    [
        (CLIMATE, CLIMATE, ("It is about the climate", "It is about people")),
        (CLIMATE[::-1], CLIMATE[::-1], ("It is about people", "It is about the climate")),
        (("Nu", "Straks"), ("Nu", "Straks"), ("Nu", "Straks")),
        ((CLIMATE[0], "Straks"), (CLIMATE[0], "Straks"), (CLIMATE[0], "Straks")),
        (("", ""), CLIMATE, ("It is about the climate", "It is about people")),
    ],
    ids=["library", "swapped", "own", "half own", "none"],
)
def test_the_poles_of_the_file_win_over_those_of_the_library(tmp_path, given, dutch, english):
    finding = found(tmp_path, "duurzaamheid", poles=given)
    assert poles_in(finding, "nl")["duurzaamheid", "climate_people"] == dutch
    assert poles_in(finding, "en")["sustainability", "climate_people"] == english


@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_words_of_a_file_keep_two_names(tmp_path, language):
    finding = found(tmp_path, "duurzaamheid", "sustainability")
    payload, _context = in_language(finding.payload, finding.context, language)
    (pair,) = payload["pairs"]
    names = {word["concept"] for word in pair["concepts"]}
    assert names == {"duurzaamheid", "sustainability"}
