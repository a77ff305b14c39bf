"""A poster for a next wave: who joined before is not invited, and takes their key along."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from samenspel_report.poster import Poster, poster_pdf
from tests.client import Page
from tests.make import speaker_of
from tests.make_scans import LATER, accept_all, answered_by, make_open, sides_of
from tests.make_waves import next_of
from tests.meaning.test_group_link import clock, group_link, path_of, press, side

pytestmark = pytest.mark.django_db
__all__ = ["clock", "side"]


@pytest.fixture
def later(side):
    """The same side in the next wave, after one with a group link."""
    group_link(side)
    first = accept_all(answered_by(side.scan))
    parties = [each.party for each in sides_of(first)]
    return sides_of(next_of(first, parties))[0]


def invite_page(signed_in, side):
    where = [side.scan.collaboration.slug, side.scan_id, side.pk]
    return signed_in(speaker_of(side.party)).get(reverse("meaning:invite", args=where)).text


def test_a_next_wave_reminds_of_the_poster_until_there_is_one(signed_in, clock, side, later):
    said = "Vorige keer kon je meedoen met een groepslink"
    assert said in invite_page(signed_in, later)
    assert said not in invite_page(signed_in, sides_of(later.scan)[1])  # they had none
    group_link(later, at=LATER)
    assert said not in invite_page(signed_in, later)


def test_the_poster_of_a_next_wave_asks_for_the_key(signed_in, clock, later):
    clock.move_to(LATER)
    first, again = (words_on(signed_in, each) for each in (sides_of(open_longer())[0], later))
    assert "Wat betekenen deze woorden voor jou?" in first
    assert "sleutel" not in first
    assert "Wat betekenen deze woorden nu voor jou?" in again
    assert "bewaarde je je sleutel" in again


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("is_later", [True, False])
def test_six_long_words_and_long_names_fit_on_one_page(language, is_later):
    poster = Poster(
        collaboration="Samen voor een schone en gezonde buurt in Oosterkade-Noord",
        party="Coöperatieve Vereniging Duurzame Energie Oosterkade en Omstreken",
        words=("maatschappelijke verantwoordelijkheid",) * 6,
        minutes=14,
        closes_at=LATER,
        address="https://samenspel.gemeente-oosterkade.example/g/" + "x" * 22,
        is_later=is_later,
    )
    assert len(PdfReader(BytesIO(poster_pdf(poster, language))).pages) == 1


def open_longer():
    """A first wave that people can still answer."""
    return make_open(closes_at=LATER + timedelta(days=1))


def words_on(signed_in, side):
    """What stands on the poster of a side."""
    where = [side.scan.collaboration.slug, side.scan_id, side.pk]
    manager = signed_in(speaker_of(side.party))
    page = Page(manager.post(reverse("meaning:group_link", args=where)).text)
    (field,) = [f for f in page.all("input") if f.get("name") == "token"]
    poster = manager.post(reverse("meaning:group_poster", args=where), {"token": field["value"]})
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(poster.content)).pages)
    return " ".join(text.split())


def test_who_joins_a_next_wave_is_asked_for_the_key_of_last_time(client, clock, later):
    clock.move_to(LATER)
    token = group_link(later, at=LATER)
    page = client.get(path_of(token)).text
    assert "Wat betekenen deze woorden nu voor jou?" in page
    own = press(client, token, clock)
    assert "Je sleutel van de vorige keer" in client.get(own.url).text
