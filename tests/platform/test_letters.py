"""A letter in HTML has one frame, with its styles inside and one thing to do."""

import re

import pytest
from django.template.loader import render_to_string

from tests.consistency import house

LETTERS = sorted(
    name
    for name in house.template_files()
    if ("/mail/" in name or name.endswith("_mail.html"))
    and not name.endswith(("mail/refuse.html", "/refuse_mail.html"))
)


def test_letters_are_found():
    assert len(LETTERS) >= 8


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_in_the_one_frame(name):
    text = house.template_files()[name].read_text()
    assert text.startswith('{% extends "platform/letter.html" %}')
    assert text.count('class="go"') == (0 if "digest" in name else 1)


def test_the_styles_of_a_letter_are_inside_and_hold_no_variable():
    page = render_to_string("platform/letter.html", {"language": "nl", "subject": "Je <code>"})
    (styles,) = re.findall(r"<style>(.*?)</style>", page)
    assert "var(" not in styles
    assert "#" in styles
    assert '<html lang="nl">' in page
    assert "<title>Je &lt;code&gt;</title>" in page
    assert "<link" not in page
