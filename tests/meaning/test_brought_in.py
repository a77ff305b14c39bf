"""A scan that was brought in: who is who in it, and how it goes away again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Representation
from samenspel.meaning import actions, analyses
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan, ScanResult
from samenspel.platform import retention
from samenspel.platform.models import AuditEvent
from tests.make import NOON, finding, make_collaboration, make_party, make_person, make_scan
from tests.meaning import files
from tests.meaning.bringing_in import post

pytestmark = pytest.mark.django_db


def renamed(*pairs):
    """The good file, with other names for its sides."""
    text = files.good().read().decode("utf-8-sig")
    for old, new in pairs:
        text = text.replace(old, new)
    return SimpleUploadedFile("antwoorden.csv", text.encode())


def other_names():
    return renamed(("Stichting Volle Tafel", "A"), ("Brinkhof Supermarkten", "B"))


def page_of(scan):
    return reverse("meaning:match_sides", args=[scan.collaboration.slug, scan.pk])


@pytest.fixture
def waiting(member, collaboration):
    post(member, collaboration, other_names())
    return Scan.objects.get()


@pytest.fixture
def picked(collaboration):
    ours, theirs = (p.party_id for p in collaboration.participations.order_by("pk"))
    return {"side_0": ours, "side_1": theirs}


def names_in(scan):
    return [side["name"] for side in ScanResult.objects.get(scan=scan).payload["sides"]]


def test_sides_with_other_names_than_the_parties_are_asked_about_first(
    member, collaboration, settings
):
    response = post(member, collaboration, other_names())
    scan = Scan.objects.get()
    assert response.url == page_of(scan)
    page = member.get(response.url).text
    assert "“A” in je bestand" in page
    assert page.count("Brinkhof Supermarkten</label>") == 2
    assert list(settings.UPLOADS.glob("*")) == []
    detail = reverse("meaning:scan_detail", args=[collaboration.slug, scan.pk])
    assert member.get(detail).status_code == 404
    scans = member.get(reverse("meaning:scans", args=[collaboration.slug])).text
    assert response.url in scans
    assert f'"{detail}"' not in scans


def test_what_was_chosen_is_what_the_sides_are_called(member, waiting, picked):
    response = member.post(page_of(waiting), picked)
    assert names_in(waiting) == ["Stichting Volle Tafel", "Brinkhof Supermarkten"]
    page = member.get(response.url).text
    assert "Stichting Volle Tafel" in page
    assert "Minder plastic, minder kilometers." in page
    assert AuditEvent.objects.latest("position").action == "meaning.sides_matched"
    assert member.post(page_of(waiting), picked).url == response.url


def test_a_side_that_is_no_party_keeps_its_name(member, waiting, picked):
    member.post(page_of(waiting), {**picked, "side_1": "own"})
    assert names_in(waiting) == ["Stichting Volle Tafel", "B"]


@pytest.mark.parametrize(
    "chosen", [{}, {"side_1": "999999"}, {"side_1": "x"}], ids=["nothing", "a stranger", "nonsense"]
)
def test_each_side_needs_a_choice_that_can_be(member, waiting, picked, chosen):
    page = member.post(page_of(waiting), {"side_0": picked["side_0"], **chosen})
    assert list(page.context["form"].errors) == ["side_1"]
    assert 'href="#id_side_1"' in page.text
    waiting.refresh_from_db()
    assert waiting.state == ScanState.DRAFT


def test_two_sides_are_never_the_same_party(member, waiting, picked):
    page = member.post(page_of(waiting), {**picked, "side_1": picked["side_0"]})
    (sentence,) = page.context["form"].errors["side_1"]
    assert sentence.startswith("“Stichting Volle Tafel” is al gekozen")


def test_capitals_and_spaces_make_no_other_name(member, collaboration):
    file = renamed(("Stichting Volle Tafel", "stichting  volle tafel"))
    post(member, collaboration, file)
    assert names_in(Scan.objects.get()) == ["Stichting Volle Tafel", "Brinkhof Supermarkten"]


def test_the_last_side_without_a_name_is_proposed_to_be_the_last_party(member, collaboration):
    post(member, collaboration, renamed(("Brinkhof Supermarkten", "De winkel")))
    form = member.get(page_of(Scan.objects.get())).context["form"]
    parties = [str(p.party_id) for p in collaboration.participations.order_by("pk")]
    assert [field.initial for field in form] == parties


def test_a_file_without_sides_tells_nothing_about_parties(member, collaboration):
    lines = ["respondent;concept;scale;own;guess"]
    lines += [f"p{n};zorg;s{s};{1 + n};{7 - n}" for n in range(6) for s in range(3)]
    file = SimpleUploadedFile("antwoorden.csv", "\n".join(lines).encode())
    post(member, collaboration, file)
    scan = Scan.objects.get()
    assert (scan.state, names_in(scan)) == (ScanState.REVEALED, ["de groep"])


def test_who_goes_back_keeps_nothing(member, collaboration, waiting):
    path = reverse("meaning:remove_scan", args=[collaboration.slug, waiting.pk])
    assert member.post(path).url == reverse("meaning:bring_in", args=[collaboration.slug])
    assert not Scan.objects.exists()
    assert not ScanResult.objects.exists()


def test_what_nobody_answered_goes_after_a_day(waiting):
    made_at = waiting.result.made_at
    retention.delete_what_is_over_time(made_at + timedelta(hours=23))
    assert Scan.objects.exists()
    retention.delete_what_is_over_time(made_at + timedelta(hours=25))
    assert not Scan.objects.exists()


def test_a_colleague_is_not_asked_and_the_other_party_finds_nothing(
    signed_in, collaboration, ours, waiting
):
    scans = reverse("meaning:scans", args=[collaboration.slug])
    colleague = make_person()
    ours.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    assert page_of(waiting) not in signed_in(colleague).get(scans).text
    assert signed_in(colleague).get(page_of(waiting)).status_code == 404
    theirs = Representation.objects.get(party__name="Brinkhof Supermarkten").person
    assert signed_in(theirs).get(page_of(waiting)).status_code == 404


class TestRemoving:
    @pytest.fixture
    def manager(self):
        return make_person()

    @pytest.fixture
    def scan(self, manager):
        party = make_party("Stichting Ons", person=manager, role=Role.MANAGER)
        return make_scan(make_collaboration(party), brought_in_by=party)

    @pytest.fixture
    def path(self, scan):
        return reverse("meaning:remove_scan", args=[scan.collaboration.slug, scan.pk])

    def test_a_manager_asks_twice_and_then_the_scan_and_all_made_of_it_are_gone(
        self, signed_in, manager, scan, path, settings, django_capture_on_commit_callbacks
    ):
        client, where = signed_in(manager), [scan.collaboration.slug, scan.pk]
        detail = reverse("meaning:scan_detail", args=where)
        assert path in client.get(detail).text
        assert "‘Scan 1’ weghalen" in client.get(path).text
        assert Scan.objects.exists()
        documents = Path(settings.CACHES["documents"]["LOCATION"])
        before = set(documents.iterdir())
        client.get(reverse("meaning:scan_document", args=[*where, "rapport.html"]))
        made = set(documents.iterdir()) - before
        assert made
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(path)
        assert response.url == reverse("meaning:scans", args=[scan.collaboration.slug])
        assert not ScanResult.objects.exists()
        assert client.get(detail).status_code == 404
        assert not made & set(documents.iterdir())
        line = AuditEvent.objects.latest("position")
        assert (line.action, line.subject_id) == ("meaning.scan_removed", str(scan.pk))

    @pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.FACILITATOR])
    def test_a_colleague_without_that_role_cannot(self, signed_in, scan, path, role):
        colleague = make_person()
        scan.brought_in_by.representations.create(person=colleague, role=role)
        assert signed_in(colleague).post(path).status_code == 404
        detail = reverse("meaning:scan_detail", args=[scan.collaboration.slug, scan.pk])
        assert path not in signed_in(colleague).get(detail).text
        with pytest.raises(actions.NotYourParty):
            actions.remove_scan(scan=scan, by=colleague, at=NOON)
        assert Scan.objects.exists()

    def test_who_brought_it_in_can_as_long_as_they_speak_for_the_party(self, signed_in, scan, path):
        person = make_person()
        role = scan.brought_in_by.representations.create(person=person, role=Role.REPRESENTATIVE)
        Scan.objects.update(brought_in_by_person=person)
        assert signed_in(person).get(path).status_code == 200
        role.delete()
        assert signed_in(person).get(path).status_code == 404

    def test_a_scan_that_was_opened_together_stays(self, signed_in, manager, scan):
        sealed = make_scan(scan.collaboration)
        path = reverse("meaning:remove_scan", args=[scan.collaboration.slug, sealed.pk])
        assert signed_in(manager).post(path).status_code == 404


def test_a_finding_under_the_same_names_is_left_as_it_is():
    found = finding()
    assert (
        analyses.under_names(found, {"Brinkhof Supermarkten": "Brinkhof Supermarkten"}, "nl")
        is found
    )


def test_the_page_says_once_who_brought_it_in(member, collaboration):
    page = member.get(post(member, collaboration, files.good()).url)
    assert page.text.count("ingebracht door Stichting Volle Tafel") == 1
