"""A respondent answers three words in English with nothing but a keyboard, on a small screen."""

import pytest
from django.core.management import call_command

from samenspel.meaning.models import Answer, WordAnswer
from tests.journeys.test_people_answer import heading, personal_link

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
MOST_STOPS = 60  # nobody should have to press Tab more often on one page


@pytest.fixture(autouse=True)
def _example(db):
    call_command("load_example")


class Keys:
    """A page and the keys that are pressed on it."""

    def __init__(self, page):
        self.page, self.pressed, self.screens = page, 0, 1

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)

    def stops(self):
        """Every stop of the Tab key, from where it is."""
        for _stop in range(MOST_STOPS):
            self.press("Tab")
            yield self.page.locator(":focus")
        pytest.fail(f"{MOST_STOPS} stops and no end: {self.page.url}")

    def enter(self):
        with self.page.expect_navigation():
            self.press("Enter")
        self.screens += 1


def press_button(keys, name):
    for focused in keys.stops():
        if focused.inner_text() == name:
            return keys.enter()
    return None


def answer_word(keys):
    """Choose on every line, say it in own words, and go on."""
    for focused in keys.stops():
        name, kind = focused.get_attribute("name") or "", focused.get_attribute("type")
        if kind == "radio":
            keys.press("Space", "ArrowRight", "ArrowRight")
        elif name == "own_words":
            keys.page.keyboard.type("being well")
        elif focused.inner_text() in ("Save, next word", "Save and finish"):
            return keys.enter()
    return None


@pytest.mark.parametrize(("width", "script"), [(320, True), (320, False), (390, True)])
def test_three_words_with_the_keyboard_alone_and_in_english(visit, accessible, width, script):
    page = visit(width=width, script=script)
    check = accessible if script else lambda _page: None  # axe is a script itself
    page.goto(personal_link())
    press_button(Keys(page), "English")
    keys = Keys(page)
    assert heading(page) == "What do these words mean to you?"
    check(page)
    press_button(keys, "I agree, begin")
    for word in ("health", "trust", "community"):
        assert heading(page) == word
        check(page)
        answer_word(keys)
    assert heading(page) == "Thank you, your answers are in"
    check(page)
    assert set(Answer.objects.values_list("points", flat=True)) == {3}
    assert (
        list(WordAnswer.objects.values_list("own_words", "importance")) == [("being well", 2)] * 3
    )
    print(f"{width} px by keyboard: {keys.screens} screens, {keys.pressed} keys")  # noqa: T201 with -s
    assert keys.screens == 5
