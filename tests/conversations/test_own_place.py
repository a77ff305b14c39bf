"""Where someone stands: their own place first, then the whole, and the whole on paper."""

import io

import pypdf
import pytest
from django.urls import reverse

from samenspel.conversations import actions, analyses, queries
from tests.make import NOON
from tests.make_conversations import opened, says, taken_out, two_camps

pytestmark = pytest.mark.django_db


def told_in(document):
    """The language and the words of a document that screen readers can read."""
    pdf = pypdf.PdfReader(io.BytesIO(document))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()
    words = " ".join(page.extract_text() for page in pdf.pages)
    return pdf.trailer["/Root"]["/Lang"], " ".join(words.split())


def renewed(conversation):
    return actions.renew_map(conversation=conversation, by=None, at=NOON)


@pytest.fixture
def taking_part(client, time_machine):
    """Someone in a browser among two camps, with the map of all."""
    time_machine.move_to(NOON, tick=False)
    made, token = opened()
    two_camps(made, each=10)
    shown = client.get(reverse("conversations:join_conversation", args=[token]))
    shown_at = shown.text.split('name="shown" value="', 1)[1].split('"', 1)[0]
    time_machine.shift(3)
    client.post(reverse("conversations:join_conversation", args=[token]), {"shown": shown_at})
    client.conversation, client.person = made, made.participants.latest("pk")
    return client


def test_own_place_comes_first_and_says_the_same_in_picture_sentence_and_table(taking_part):
    person = taking_part.person
    for number in range(12):
        says(person, number, 1 if number % 2 == 0 else -1)
    kept = renewed(taking_part.conversation)
    page = taking_part.get(reverse("conversations:own_map", args=[person.conversation_id])).text
    own, whole = page.split('id="kaart"')
    cast = [(vote.statement.number, vote.value) for vote in queries.votes_of(person)]
    nearest = analyses.own_position(cast, kept.axes).nearest
    near, far = (f"Groep {analyses.group_letter([place])}" for place in nearest)
    sentence = f"Het dichtst bij jou: {near}. Daarna: {far}."
    assert own.count(sentence) == 2  # read below the heading, and said of the picture
    assert own.index("own-ring") < own.index(f'<th scope="row">{near}</th>')
    assert own.index(f'<th scope="row">{near}</th>') < own.index(f'<th scope="row">{far}</th>')
    assert "Je stemmen naast de groepen" in own
    assert "own-ring" not in whole


def test_who_voted_too_little_sees_the_whole_without_a_place_of_their_own(taking_part):
    renewed(taking_part.conversation)
    page = taking_part.get(
        reverse("conversations:own_map", args=[taking_part.conversation.pk])
    ).text
    assert "own-ring" not in page
    assert 'id="kaart"' in page


def test_the_report_is_printed_in_the_language_of_the_reader_while_people_vote(taking_part):
    address = reverse("conversations:map_paper", args=[taking_part.conversation.pk])
    assert taking_part.get(address).status_code == 409
    kept = renewed(taking_part.conversation)
    for language, said in (("nl", "Dit delen de meeste mensen"), ("en", "This most people share")):
        taking_part.cookies["django_language"] = language
        told, words = told_in(taking_part.get(address).content)
        assert (told, said in words) == (language, True)
        assert kept.pages[language]["heading"] in words


def test_a_sentence_taken_out_is_in_no_document(taking_part):
    made = taking_part.conversation
    text = queries.statements_of(made).get(number=2).text
    address = reverse("conversations:map_paper", args=[made.pk])
    renewed(made)
    assert text in told_in(taking_part.get(address).content)[1]
    taken_out(made, 2)
    assert taking_part.get(address).status_code == 409
    assert text not in f"{queries.map_of(made).papers}"
    renewed(made)
    assert text not in told_in(taking_part.get(address).content)[1]
