"""The whole year of a partnership manager in one go, in both languages, wide and narrow."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from samenspel.agreements.models import Commitment, Ending, Pause
from samenspel.evaluation.models import Evaluation
from samenspel.people.models import User
from samenspel.platform.models import Job
from samenspel.portfolio.tasks import read_portfolio_file
from tests.journeys.hands import Hands
from tests.journeys.test_people_answer import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
HERE, PROMISED = "/s/fruit-op-het-plein/", "Kratten voor het najaar"
OPENS = "form[action$='openen/'] button"
FILE = "Naam;Partner;Minder mensen eten alleen\nSoep op straat;Buurtkok;vooral\n"


@pytest.fixture(autouse=True)
def _example(db):
    for command in ("load_example", "load_agreements", "load_evaluation", "load_portfolio"):
        call_command(command)


class Manager(Hands):
    """What someone presses and fills in, by the sentences on the page."""

    def press(self, said, role="button", **more):
        self.page.get_by_role(role, name=self.say(said), exact=True, **more).first.click()
        self.page.wait_for_load_state()

    def fill(self, said, value):
        self.page.get_by_label(self.say(said), exact=True).first.fill(value)

    def open(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def fetch(self, said):
        self.page.get_by_role("link", name=self.say(said), exact=True).click()

    def press_first(self, selector):
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()

    def reads(self, said, **values):
        self.page.get_by_text(self.say(said, **values)).first.wait_for()


class AtTheKeyboard(Manager):
    """The same with nothing but keys; only a file comes from elsewhere."""

    def press(self, said, role="button", **more):  # noqa: ARG002 a key knows no roles
        self._enter(self.say(said))

    def open(self, name):
        self._enter(name)

    def press_first(self, selector):
        self._enter(self.page.locator(selector).first.inner_text().strip())

    def fill(self, said, value):
        self.find(self.say(said), of="label")
        if self.page.evaluate("document.activeElement.type") == "date":
            year, month, day = value.split("-")
            value = f"{month}{day}{year}"  # as this browser asks, whatever the page speaks
        else:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value)

    def choose(self, label):
        """One of a group of radio buttons: Tab to the group, arrows within it."""
        wanted = self.page.get_by_label(label, exact=True)
        group = f"input[name={wanted.get_attribute('name')}]"
        self.page.locator(group).first.evaluate("each => each.scrollIntoView()")
        for focused in self.stops():
            if focused["type"] == "radio" and self.page.locator(f"{group}:focus").count():
                break
        for _each in range(self.page.locator(group).count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked()

    def fetch(self, said):
        self.find(self.say(said))
        self.page.keyboard.press("Enter")

    def _enter(self, text):
        self.find(text)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("language", "width", "way"), [("nl", 1280, Manager), ("en", 320, AtTheKeyboard)]
)
def test_from_a_portfolio_to_the_paper_for_the_board(visit, accessible, language, width, way):
    User.objects.update(language=language)
    page = visit(width=width, dark=width < 500, language=language)
    sign_in(page, "Noor Hamersma")
    noor = way(page, language, accessible)
    portfolio = bring_in(noor)
    give_in_parts(noor)
    rest_and_go_on(noor)
    look_back(noor, visit, language)
    end(noor)
    noor.go(portfolio)
    noor.page.get_by_role("link", name="Soep op straat", exact=True).wait_for()
    with page.expect_download() as printed:
        noor.fetch("On paper, for the board (PDF)")
    paper = PdfReader(io.BytesIO(Path(printed.value.path()).read_bytes())).pages[0].extract_text()
    assert "Soep op straat" in paper
    assert noor.say("Portfolio") in paper


def bring_in(noor):
    """A file comes in with the columns that the page guessed; the way back to the portfolio."""
    noor.page.wait_for_url("**/")
    noor.go("/")
    noor.press("My parties", "link")
    noor.open("Stichting Volle Tafel")
    noor.press("Portfolio", "link")
    portfolio = noor.page.url
    noor.press("Bring in a file", "link")
    file = {"name": "p.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    noor.page.locator("input[type=file]").set_input_files(file)
    noor.press("Look at the columns")
    noor.look()
    noor.press("Read the rows")
    read_portfolio_file.func(str(Job.objects.get().pk))
    noor.reads("Your portfolio is in")
    noor.look()
    return portfolio


def give_in_parts(noor):
    """The rest of what was promised is given; the page knew how much that was."""
    noor.go(f"{HERE}toezeggingen/?stand=partly")
    noor.open(PROMISED)
    noor.look()
    noor.press("Note that the rest was given", "link")
    noor.press("Note it")
    promised = Commitment.objects.get(what=PROMISED)
    noor.go(f"{HERE}toezeggingen/{promised.pk}/")
    noor.reads("What was given of it")
    assert promised.delivered_on


def rest_and_go_on(noor):
    noor.go(f"{HERE}meebewegen/pauze/")
    noor.fill("Why now?", "De oogst vraagt alle handen.")
    noor.fill("Until when?", "2099-01-31")
    noor.fill("What stays alive?", "Elke week een telefoontje.")
    noor.press("Begin the pause")
    noor.look()
    noor.press("Take it up again")
    assert Pause.objects.get().ended_at


def look_back(noor, visit, language):
    """Who was asked answers for themselves, and the two sides open it together."""
    sealed = Evaluation.objects.get(opened_at=None)
    path = f"{HERE}evaluatie/{sealed.pk}/"
    sanne = visit(width=1280, language=language)
    sign_in(sanne, "Sanne Kuiper")
    noor.go(path)
    noor.press_first(OPENS)
    sanne.goto(path)
    sanne.locator(OPENS).first.click()
    sanne.wait_for_load_state()
    sealed.refresh_from_db()
    assert sealed.opened_at
    noor.go(path)
    noor.reads("What you do about it")


def end(noor):
    noor.go(f"{HERE}afronden/nieuw/")
    noor.choose(noor.say("ended, as we agreed").capitalize())
    noor.fill("Why?", "De school doet het nu zelf.")
    noor.press("Note it")
    noor.look()
    assert Ending.objects.get().agreement is None
