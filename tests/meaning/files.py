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
