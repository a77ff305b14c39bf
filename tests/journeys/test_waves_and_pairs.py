"""The next wave with one press, what moved, three sides pair by pair, and the phase."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.meaning.models import Invitation, Scan
from tests.make import make_party, speaker_of
from tests.make_scans import accept_all, answered_by, make_draft, open_up
from tests.make_waves import answered_with_keys

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def sign_in(page, person):
    from samenspel.people import actions as people

    token = people.make_sign_in_link(person=person, is_reusable=False, by=None, at=timezone.now())
    page.goto(reverse("people:sign_in_by_link", args=[token]))
    page.locator("main form button").click()


def draft(*parties):
    now = timezone.now()
    return make_draft(*parties, words=2, scales=3, closes_at=now + timedelta(days=9))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_manager_asks_again_and_reads_what_moved(visit, accessible, width, dark):
    ours, theirs = make_party("Ons", role=Role.MANAGER), make_party("Zij")
    now = timezone.now()
    scan = open_up(draft(ours, theirs), at=now)
    keys = answered_with_keys(scan, own=(2, 6), at=now)
    opened = accept_all(scan, at=scan.closes_at)
    page = visit(width=width, dark=dark)
    sign_in(page, speaker_of(ours))
    page.goto(reverse("meaning:scan_detail", args=[scan.collaboration.slug, opened.pk]))
    page.get_by_role("button", name="Maak het volgende meetmoment").click()
    assert "Dit is meetmoment 2" in page.inner_text("main")
    accessible(page)
    page.get_by_role("link", name="Wijzig de naam, de laatste dag").click()
    page.get_by_label("Hoe noem je deze scan?").fill("Een jaar later")
    accessible(page)
    page.get_by_role("button", name="Bewaar").click()
    Invitation.objects.filter(side__scan__wave=2).delete()
    page.get_by_role("button", name="Open de scan").click()
    later = Scan.objects.get(wave=2)
    answered_with_keys(later, own=(4, 6), keys=keys, at=timezone.now())
    accept_all(later, at=later.closes_at)
    page.goto(reverse("meaning:scan_detail", args=[scan.collaboration.slug, later.pk]))
    page.get_by_role("link", name="Bekijk wat er bewoog").click()
    assert page.locator("h1").inner_text() == "Wat bewoog tussen scan 1 en scan 2"
    assert page.locator(".road-line").count() == 2
    page.get_by_text("Lees de beweging als tabel").click()
    accessible(page)


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_four_parties_read_every_pair_and_all_together(visit, accessible, width, dark):
    parties = [make_party(name, role=Role.MANAGER) for name in ("Eén", "Twee", "Drie", "Vier")]
    now = timezone.now()
    scan = answered_by(open_up(draft(*parties), at=now), guess=5, at=now)
    opened = accept_all(scan, at=scan.closes_at)
    page = visit(width=width, dark=dark)
    sign_in(page, speaker_of(parties[2]))
    page.goto(reverse("meaning:make_scan", args=[scan.collaboration.slug]))
    assert page.get_by_role("group", name="Drie raadt over").locator("input").count() == 3
    accessible(page)
    page.goto(reverse("meaning:scan_detail", args=[scan.collaboration.slug, opened.pk]))
    assert page.locator(".pairgrid > li").count() == 6
    accessible(page)
    page.get_by_role("link", name="Eén en Drie", exact=True).press("Enter")
    assert page.locator("h1").inner_text() == "Eén en Drie"
    accessible(page)


def test_a_manager_notes_the_phase_with_the_keyboard(visit, accessible):
    ours = make_party("Ons", role=Role.MANAGER)
    slug = draft(ours, make_party("Zij")).collaboration.slug
    page = visit(width=390)
    sign_in(page, speaker_of(ours))
    page.goto(reverse("collaborations:phase", args=[slug]))
    accessible(page)
    page.get_by_label("Toenadering").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Waaraan zie je dat?").fill("De eerste tafel stond.")
    page.get_by_role("button", name="Noteer deze fase").press("Enter")
    assert "De eerste tafel stond." in page.inner_text("main")
    page.goto(reverse("collaborations:ask_party", args=[slug]))
    accessible(page)
