"""Files of answers as people upload them."""

import gzip

from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.meaning.management.commands.load_example import ANSWERS

HEADER = "respondent;side;concept;scale;own;guess"


def good():
    return SimpleUploadedFile("antwoorden.csv", ANSWERS.read_bytes())


def packed():
    return SimpleUploadedFile("antwoorden.csv.gz", gzip.compress(ANSWERS.read_bytes()))


def rows(*lines, name="antwoorden.csv"):
    return SimpleUploadedFile(name, "\n".join([HEADER, *lines]).encode())


def small_side():
    """Five people on one side, three on the other."""
    people = [("Tafel", 5), ("Winkel", 3)]
    lines = [
        f"{side[0]}{person};{side};vertrouwen;s{scale};{1 + person};{7 - scale}"
        for side, n in people
        for person in range(n)
        for scale in range(3)
    ]
    return rows(*lines)


def small_scale():
    """Five people on each side; three of one side answer, guess and weigh the last scale."""
    lines = ["respondent;side;concept;scale;own;guess;importance"]
    for side in ("Tafel", "Winkel"):
        for person in range(5):
            for scale in range(3):
                blank = side == "Winkel" and person > 2 and scale == 2
                answers = "" if blank else f"{1 + person};{7 - scale}"
                weight = "" if side == "Winkel" and person > 2 else 3
                if not blank:
                    row = f"{side[0]}{person};{side};vertrouwen;s{scale};{answers};{weight}"
                    lines.append(row)
    return SimpleUploadedFile("antwoorden.csv", "\n".join(lines).encode())
