"""Who leads a conversation, asks how ready colleagues are and looks for a partner: keys only."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.models import Party
from samenspel.conversations.models import Conversation
from samenspel.evaluation.models import ReadinessRound
from samenspel.portfolio.models import Listing
from tests.journeys.test_people_answer import sign_in
from tests.journeys.test_whole_year import AtTheKeyboard

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
HERE = "fruit-op-het-plein"


@pytest.fixture
def noor(visit, accessible):
    call_command("load_example")
    page = visit(width=320, language="nl")
    sign_in(page, "Noor Hamersma")
    page.wait_for_url("**/")
    return AtTheKeyboard(page, "nl", accessible)


def day():
    return f"{timezone.localdate() + timedelta(days=9):%Y-%m-%d}"


def test_lead_a_conversation_ask_colleagues_and_look_for_a_partner(noor, visit):
    lead(noor)
    ask_colleagues(noor, visit)
    look_for_a_partner(noor)


def lead(noor):
    noor.go(reverse("conversations:conversations", args=[HERE]))
    noor.press("Start a conversation")
    noor.look()
    noor.fill("What do you ask?", "Wat doen we met het plein?")
    noor.fill("First statements", "Meer bomen")
    for more in ("Een bank", "Een kraan"):
        noor.page.keyboard.press("Enter")
        noor.page.keyboard.type(more)
    noor.fill("Last day to take part", day())
    noor.press("Go on: read it once more and open it")
    noor.look()
    noor.press("Open the conversation")
    talk = Conversation.objects.get()
    noor.go(reverse("conversations:conversation", args=[HERE, talk.pk]))
    noor.fill("A statement to add", "Een vijver")
    noor.press("Add this statement")
    noor.look()
    talk.refresh_from_db()
    assert (talk.state, talk.statements.count()) == ("open", 4)
    noor.press("Close the conversation")
    noor.look()
    talk.refresh_from_db()
    assert talk.state == "closed"


def ask_colleagues(noor, visit):
    """Someone of the organisation answers by the link, and a step of the plan is noted."""
    ours = Party.objects.get(name="Stichting Volle Tafel")
    noor.go(reverse("evaluation:readiness", args=[ours.pk]))
    noor.fill("Until which day can people answer?", day())
    noor.press("Ask your colleagues")
    noor.look()
    colleague = AtTheKeyboard(visit(width=320, language="nl"), "nl", noor.check)
    colleague.go(noor.page.locator("#adres").input_value())
    colleague.choose_on_every_line(2, "I agree, save my answers")
    assert ReadinessRound.objects.get().answers.count() > 0
    noor.go(reverse("evaluation:readiness", args=[ours.pk]))
    noor.press("Close it and see how the answers lie")
    noor.look()
    noor.fill("What do you do about it?", "Een dag in de maand vrij")
    noor.fill("Who sees to it?", "Noor")
    noor.fill("By which day?", day())
    noor.press("Note it")
    noor.look()
    noor.press("It is done")


def look_for_a_partner(noor):
    ours = Party.objects.get(name="Stichting Volle Tafel")
    noor.go(reverse("portfolio:matches", args=[ours.pk]))
    noor.fill("What is it?", "Een keuken op maandag")
    noor.press("Let others know")
    noor.look()
    assert Listing.objects.get().what == "Een keuken op maandag"
    noor.press("Withdraw this")
    noor.look()
    assert Listing.objects.get().withdrawn_at
