"""What may be wrong between the first and the last row: rows, options, and what is said of it."""

from samenspel_report.intake import Limits
from tests.intake.files import HEADER

GOOD = "ann,A,word,s1,1,2"
ABOUT = HEADER + ",about"
MATTERS = HEADER + ",importance"
ENDS = HEADER + ",pole_low,pole_high"

CASES = {
    "missing column": (
        ["ann,word,1"],
        {"header": "who,concept,own"},
        "Row 1 has no column “respondent”; found: who, concept, own; if it has another name, "
        "give that with the column names, as respondent=name.",
    ),
    "wrong name in columns": (
        [GOOD],
        {"columns": {"own": "value"}},
        "Row 1 has no column “value”; found: respondent, side, concept, scale, own, guess; "
        "if it has another name, give that with the column names, as own=name.",
    ),
    "unknown field in columns": (
        [GOOD],
        {"columns": {"owner": "own"}},
        "“owner” is not a column we read; those are respondent, side, concept, scale, own, guess, "
        "about, importance, wave, pole_low, pole_high, words.",
    ),
    "a column twice": (
        [GOOD + ",3"],
        {"header": HEADER + ",Own"},
        "Row 1 has the column “own” twice; keep one of them.",
    ),
    "too many cells": (
        [GOOD, GOOD + ",extra"],
        {},
        "Row 3 has 7 cells; expected 6, as many as there are columns.",
    ),
    "too few cells": (
        [GOOD, "ann,A,word,s2"],
        {},
        "Row 3 has 4 cells; expected 6, as many as there are columns.",
    ),
    "every row too long": (
        [GOOD + ",x"],
        {},
        "Row 2 has 7 cells; expected 6, as many as there are columns.",
    ),
    "open quotation mark": (
        [GOOD, 'ann,A,"word,s2,1,2'],
        {},
        "Row 3 cannot be read: a quotation mark is not closed or a cell is too long.",
    ),
    "off the range": (
        [GOOD, "", "ann,A,word,s2,8,2"],
        {},
        "Row 4, column “own”: “8” is off the range; expected a number from 1 to 7.",
    ),
    "off a range with decimals": (
        ["ann,A,word,s2,-4.4,2"],
        {"low": -4.3, "high": 4.3},
        "Row 2, column “own”: “-4.4” is off the range; expected a number from -4.3 to 4.3.",
    ),
    "text in a number": (
        ["ann,A,word,s1,3,veel"],
        {},
        "Row 2, column “guess”: “veel” is not a number; expected a number from 1 to 7.",
    ),
    "a number python would take and people would not": (
        ["ann,A,word,s1,1_0,2"],
        {"high": 20.0},
        "Row 2, column “own”: “1_0” is not a number; expected a number from 1 to 20.",
    ),
    "nan": (
        ["ann,A,word,s1,NaN,2"],
        {},
        "Row 2, column “own”: “NaN” is not a number; expected a number from 1 to 7.",
    ),
    "infinity": (
        ["ann,A,word,s1,-inf,2"],
        {},
        "Row 2, column “own”: “-inf” is not a number; expected a number from 1 to 7.",
    ),
    "a decimal comma between commas": (
        ['ann,A,word,s1,"2,5",2'],
        {},
        "Row 2, column “own”: “2,5” is not a number; expected a number from 1 to 7.",
    ),
    "a formula": (
        ["ann,A,word,s1,=1+2,2"],
        {},
        "Row 2, column “own”: “=1+2” is a formula; expected a fixed value.",
    ),
    "a formula in a name": (
        ["=cmd,A,word,s1,1,2"],
        {},
        "Row 2, column “respondent”: “=cmd” is a formula; expected a fixed value.",
    ),
    "blank respondent": (
        [" ,A,word,s1,1,2"],
        {},
        "Row 2, column “respondent” is blank; fill it in.",
    ),
    "blank concept": (["ann,A,,s1,1,2"], {}, "Row 2, column “concept” is blank; fill it in."),
    "blank scale": (["ann,A,word,,1,2"], {}, "Row 2, column “scale” is blank; fill it in."),
    "blank side": (["ann,,word,s1,1,2"], {}, "Row 2, column “side” is blank; fill it in."),
    "a text without end": (
        [f"ann,A,{'w' * 201},s1,1,2"],
        {},
        f"Row 2, column “concept”: “{'w' * 39}…” is too long; expected at most 200 characters.",
    ),
    "control characters": (
        ["ann,A,word,s1,\x1b[31m9\x07,2"],
        {},
        "Row 2, column “own”: “[31m9” is not a number; expected a number from 1 to 7.",
    ),
    "a respondent in two sides": (
        [GOOD, "bob,B,word,s1,1,2", "ann,B,word,s2,1,2"],
        {},
        "Row 4, column “side”: “B”, but in row 2 the same respondent stands on the side “A”; "
        "expected one side per respondent.",
    ),
    "a duplicate answer": (
        [GOOD, "bob,B,word,s1,1,2", GOOD],
        {},
        "Row 4, column “respondent”: respondent “ann” answered “word”, “s1” already in row 2; "
        "expected one answer, or choose to keep the first or the mean.",
    ),
    "a duplicate whose other side is named once": (
        ["ann,A,word,s1,1,2,", "ann,A,word,s1,1,2,B", "bob,B,word,s1,1,2,"],
        {"header": ABOUT},
        "Row 3, column “respondent”: respondent “ann” answered “word”, “s1” already in row 2; "
        "expected one answer, or choose to keep the first or the mean.",
    ),
    "conflicting importance": (
        ["ann,A,word,s1,1,2,3", "ann,A,word,s2,1,2,", "ann,A,word,s3,1,2,4"],
        {"header": MATTERS},
        "Row 4, column “importance”: “4”, but row 2 says “3” for the same respondent and word; "
        "expected the same importance or blank.",
    ),
    "importance off its scale": (
        ["ann,A,word,s1,1,2,5"],
        {"header": MATTERS},
        "Row 2, column “importance”: “5” is not an importance; expected 0, 1, 2, 3 or 4, or blank.",
    ),
    "half an importance": (
        ["ann,A,word,s1,1,2,2.5"],
        {"header": MATTERS},
        "Row 2, column “importance”: “2.5” is not an importance; "
        "expected 0, 1, 2, 3 or 4, or blank.",
    ),
    "conflicting own meaning": (
        [
            "ann,A,word,s1,1,2,B",
            "ann,A,word,s1,3,2,C",
            "bob,B,word,s1,1,,",
            "cas,C,word,s1,1,,",
        ],
        {"header": ABOUT},
        "Row 3, column “own”: “3”, but row 2 says “1” for the same respondent, word and scale; "
        "expected the same answer or blank.",
    ),
    "conflicting poles": (
        ["ann,A,word,s1,1,2,cold,hot", "bob,B,word,s1,1,2,hot,cold"],
        {"header": ENDS},
        "Row 3, column “pole_low”: “hot”, but row 2 says “cold” for the same scale; "
        "expected the same pole or blank.",
    ),
    "a guess about nobody from three sides": (
        ["ann,A,word,s1,1,2,B", "bob,B,word,s1,1,5,", "cas,C,word,s1,1,2,A"],
        {"header": ABOUT},
        "Row 3, column “about” is blank beside the guess “5”; with three or more sides, "
        "expected the side guessed about.",
    ),
    "three sides and no column about": (
        ["ann,A,word,s1,1,2", "bob,B,word,s1,1,", "cas,C,word,s1,1,2"],
        {},
        "Row 2, column “about” is blank beside the guess “2”; with three or more sides, "
        "expected the side guessed about.",
    ),
    "a guess about an unknown side": (
        ["ann,A,word,s1,1,2,Z", "bob,B,word,s1,1,2,A"],
        {"header": ABOUT},
        "Row 2, column “about”: “Z” is not a side in this file; expected one of: A, B.",
    ),
    "a guess about the own side": (
        ["ann,A,word,s1,1,2,B", "bob,B,word,s1,1,2,B"],
        {"header": ABOUT},
        "Row 3, column “about”: “B” is the respondent’s own side; expected another side.",
    ),
    "only a header": ([], {}, "“answers.csv” holds only column names; put an answer on each row."),
    "only blank rows": (
        ["", ",,,,,"],
        {},
        "“answers.csv” holds only column names; put an answer on each row.",
    ),
    "no answers at all": (
        ["ann,A,word,s1,,2"],
        {},
        "The column “own” holds no answer at all; it must hold numbers from 1 to 7.",
    ),
    "a range that is none": (
        [GOOD],
        {"low": 7.0, "high": 7.0},
        "The range 7,7 cannot be used; expected two numbers, the lowest first, as in 1,7, "
        "not extremely large or close together.",
    ),
    "a range beyond all measure": (
        [GOOD],
        {"low": -1e300, "high": 1e300},
        "The range -1e+300,1e+300 cannot be used; expected two numbers, the lowest first, as in "
        "1,7, not extremely large or close together.",
    ),
    "a range of next to nothing": (
        [GOOD],
        {"low": 1.0, "high": 1.0 + 1e-9},
        "The range 1,1 cannot be used; expected two numbers, the lowest first, as in 1,7, "
        "not extremely large or close together.",
    ),
    "more people than a country has": (
        [GOOD],
        {"populations": {"A": 10_000_001}},
        "“A” cannot count 10000001 people; expected at most 10,000,000.",
    ),
    "an error instead of a name": (
        ["ann,A,#N/A,s1,1,2"],
        {},
        "Row 2, column “concept”: “#N/A” holds an error, such as #N/A; expected a fixed value "
        "or a blank cell.",
    ),
    "people of an unknown side": (
        [GOOD],
        {"populations": {"C": 9}},
        "“C” is not a side in this file, so its number of people cannot be used; "
        "expected one of: A.",
    ),
    "fewer people than answers": (
        [GOOD, "bob,A,word,s1,1,2"],
        {"populations": {"A": 1}},
        "“A” cannot count 1 people: 2 answered; expected at least that many.",
    ),
    "a table of blanks": (
        [f"p{n},A,w{n},s1,1,2" for n in range(20)],
        {"limits": Limits(table_cells=100)},
        "The answers need a table of 800 cells; at most 100 fit; check that concept and scale "
        "hold names that come back.",
    ),
    "a file over its limit": (
        [GOOD],
        {"limits": Limits(file_bytes=20)},
        "“answers.csv” is larger than 20 bytes; split it, or leave out columns we do not read.",
    ),
}
