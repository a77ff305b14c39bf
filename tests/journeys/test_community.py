"""From a sentence that is taken out to a goal that people carry: moderators, people and paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions
from samenspel.conversations.analyses import simulated_votes
from samenspel.conversations.models import GoalVersion, Statement
from tests.journeys.test_people_answer import sign_in
from tests.make import make_collaboration, make_party, make_person
from tests.make_conversations import STATEMENTS, joined, make_conversation, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SENTENCE, GOAL = "Een terras voor iedereen.", "Een groene straat waar iedereen elkaar kent."


class Someone:
    """A person at a page of their own, who reads the language of it."""

    def __init__(self, page, language, accessible):
        self.page, self.language, self.accessible = page, language, accessible

    def look(self):
        """Axe, in one of the two: the pages differ in words only."""
        if self.language == "nl":
            self.accessible(self.page)

    def say(self, text):
        with translation.override(self.language):
            return translation.gettext(text)

    def go(self, name, *args):
        self.page.goto(reverse(f"conversations:{name}", args=args))

    def press(self, text, role="button"):
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=self.say(text)).first.click()

    def fill(self, label, said):
        self.page.get_by_label(self.say(label)).fill(said)

    def reads(self, text):
        self.page.get_by_text(self.say(text)).first.wait_for()


@pytest.mark.parametrize(("language", "width"), [("nl", 390), ("en", 1280)])
def test_from_a_sentence_taken_out_to_a_goal_that_is_carried(visit, accessible, language, width):
    now, people = timezone.now(), [make_person(name="Noor"), make_person(name="Bram")]
    type(people[0]).objects.update(language=language)
    parties = [make_party(name, person=who, role=Role.MANAGER)
               for name, who in zip(("Ons", "Zij"), people, strict=True)]  # fmt: skip
    made, token = opened(make_conversation(make_collaboration(*parties), at=now), at=now)
    votes = simulated_votes(30, uniting=8, dividing=8)
    actions.load_votes(conversation=made, votes=votes, by=None, at=now)
    noor, bram, anyone = (
        Someone(visit(width=width, language=language), language, accessible) for _each in range(3)
    )
    sign_in(noor.page, "Noor")
    sign_in(bram.page, "Bram")
    anyone.go("join_conversation", token)
    anyone.page.wait_for_timeout(1100)  # a program is faster
    anyone.press("I agree, begin")
    here = (made.collaboration.slug, made.pk)
    take_out_and_show_after_all(noor, bram, anyone, here)
    take_the_paper_along(noor, here, made)
    carry_a_goal(noor, anyone, here, made)


def take_out_and_show_after_all(noor, bram, anyone, here):
    anyone.go("suggest_statement", here[1])
    anyone.fill("Your statement", SENTENCE)
    anyone.press("Add it")
    number = Statement.objects.get(text=SENTENCE).number
    noor.go("refuse_statement", *here, number)
    noor.fill("Why is it taken out?", "Dit gaat over één zaak.")
    noor.look()
    noor.press("Take it out")
    anyone.go("moderation_log", here[1])
    anyone.page.get_by_text("Dit gaat over één zaak.").first.wait_for()
    anyone.press("Ask a second person", "link")
    anyone.fill("Why may it be shown?", "Het gaat over het hele plein.")
    anyone.look()
    anyone.press("Ask for a second look")
    anyone.reads("A second person is asked to look.")
    noor.go("look_again", *here, number)
    noor.page.get_by_label(noor.say("Show it after all")).check()
    noor.fill("Why?", "Toch niet.")
    noor.press("Decide")
    noor.reads("You took it out. Someone else looks at it now.")
    bram.go("conversation", *here)
    bram.press("Look again", "link")
    bram.page.get_by_label(bram.say("Show it after all")).check()
    bram.fill("Why?", "Een terras is voor iedereen.")
    bram.look()
    bram.press("Decide")
    anyone.go("moderation_log", here[1])
    anyone.reads("Nothing was taken out.")


def take_the_paper_along(noor, here, made):
    actions.renew_map(conversation=made, by=None, at=timezone.now())
    noor.go("conversation_map", *here)
    with noor.page.expect_download() as printed:
        noor.page.get_by_role("link", name=noor.say("The whole report (PDF)")).click()
    assert Path(printed.value.path()).read_bytes().startswith(b"%PDF-")


def carry_a_goal(noor, anyone, here, made):
    noor.go("goals", *here)
    noor.press("Word a goal", "link")
    noor.fill("What do you want to achieve together?", GOAL)
    for text in (STATEMENTS[0], STATEMENTS[2]):
        noor.page.get_by_label(text).check()
    noor.look()
    noor.press("Keep this wording")
    noor.press("Ask everyone")
    version = GoalVersion.objects.get()
    for _each in range(4):
        actions.react(version=version, consents=True, reason="", by=joined(made), at=timezone.now())
    anyone.go("own_goals", here[1])
    anyone.page.get_by_role("heading", name=GOAL).wait_for()
    anyone.look()
    anyone.press("I can live with it")
    anyone.reads("You said: I can live with it.")
    actions.count_reactions(version=version, by=None, at=version.ends_at + timedelta(seconds=1))
    noor.go("goal", *here, 1)
    noor.page.get_by_text({"nl": "5 van 5 mensen", "en": "5 of 5 people"}[noor.language]).wait_for()
    noor.fill("What is done", "Wij planten twaalf bomen.")
    noor.press("Tell everyone")
    anyone.go("own_goals", here[1])
    anyone.page.get_by_text("Wij planten twaalf bomen.").wait_for()
    anyone.look()
