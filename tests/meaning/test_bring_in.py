import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samenspel.meaning.choices import ScanOrigin
from samenspel.meaning.models import Scan, ScanResult
from samenspel.platform.models import AuditEvent
from tests.make import make_collaboration, make_party, make_person
from tests.meaning import files
from tests.meaning.bringing_in import nothing_stored, post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("file", [files.good, files.packed])
def test_a_good_file_becomes_a_scan_of_the_party_and_the_file_is_gone(
    member, collaboration, ours, settings, file
):
    response = post(member, collaboration, file())
    scan = Scan.objects.get()
    assert response.url == reverse("meaning:scan_detail", args=[collaboration.slug, scan.pk])
    assert (scan.title, scan.origin, scan.brought_in_by) == (
        "Na de zomer", ScanOrigin.BROUGHT_IN, ours,
    )  # fmt: skip
    assert list(settings.UPLOADS.glob("*")) == []
    assert AuditEvent.objects.get().action == "meaning.scan_brought_in"
    page = member.get(response.url)
    assert "Niet verzegeld, ingebracht door Stichting Volle Tafel" in page.text
    assert '<p class="eyebrow">Na de zomer</p>' in page.text
    assert "<title>Na de zomer: Drie woorden om over te praten | Samenspel</title>" in page.text


def test_the_number_of_people_per_side_stands_beside_the_answers(member, collaboration):
    people = "Stichting Volle Tafel = 9\n\nBrinkhof Supermarkten=11"
    page = member.get(post(member, collaboration, files.good(), population=people).url)
    assert "8 van 9 mensen" in page.text


def test_the_chosen_tolerance_is_used_and_shown(member, collaboration):
    page = member.get(post(member, collaboration, files.good(), tolerance="0,5").url)
    assert ScanResult.objects.get().payload["tolerance_points"] == 0.5
    assert "0,5 punt" in page.text


def test_other_column_names_are_found(member, collaboration):
    content = files.good().read().replace(b";own;", b";value;", 1)
    file = SimpleUploadedFile("a.csv", content)
    assert post(member, collaboration, file, columns="own=value").status_code == 302


def as_workbook(content):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", content)
    return SimpleUploadedFile("antwoorden.xlsx", buffer.getvalue())


BAD = {
    "empty": (lambda: SimpleUploadedFile("leeg.csv", b""), "“leeg.csv” is leeg"),
    "column": (lambda: SimpleUploadedFile("a.csv", b"wie;wat\n1;2"), "respondent"),
    "off range": (lambda: files.rows("a;A;zorg;s;9;1"), "“9”"),
    "text": (lambda: files.rows("a;A;zorg;s;veel;1"), "“veel”"),
    "nan": (lambda: files.rows("a;A;zorg;s;nan;1"), "“nan”"),
    "two sides": (lambda: files.rows("a;A;zorg;s;3;1", "a;B;zorg;t;3;1"), "“A”"),
    "duplicate": (lambda: files.rows("a;A;zorg;s;3;1", "a;A;zorg;s;4;1"), "rij 2"),
    "about": (
        lambda: files.rows("a;A;zorg;s;3;1", "b;B;zorg;s;3;1", "c;C;zorg;s;3;1"), "about",
    ),
    "formula": (lambda: files.rows("a;A;zorg;s;=1+1;1"), "formule"),
    "no workbook": (lambda: as_workbook("niets"), "XLSX"),
    "binary": (lambda: SimpleUploadedFile("a.csv", b"\x00\x01\x02" * 50), "CSV"),
    "encoding": (lambda: files.rows("a;A;zorg;s;3;1").__class__(
        "a.csv", files.HEADER.encode() + b"\n\x81\x8d;A;zorg;s;3;1"), "Windows-1252"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_a_sentence_the_chosen_values_stay_and_nothing_is_stored(
    member, collaboration, settings, kind
):
    make_file, words = BAD[kind]
    page = post(member, collaboration, make_file(), population="A = 4")
    assert page.status_code == 200
    (sentence,) = page.context["form"].errors["file"]
    assert words in sentence
    assert 'value="Na de zomer"' in page.text
    assert "A = 4</textarea>" in page.text
    assert nothing_stored(settings)


def test_the_sentence_speaks_the_language_of_the_reader(member, collaboration):
    member.post(reverse("people:set_language"), {"language": "en"})
    page = post(member, collaboration, files.rows("a;A;zorg;s;9;1"))
    (sentence,) = page.context["form"].errors["file"]
    assert sentence.startswith("Row 2, column “own”: “9” is off the range")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""), ("low", "7"), ("high", "veel"), ("tolerance", "0"), ("tolerance", "6"),
        ("population", "negen"), ("population", "A = -1"), ("columns", "own"),
        ("population", "A = 0"), ("population", "A = " + "9" * 5000),
        ("population", "A = " + "9" * 400), ("population", "A = 1" + "0" * 40),
        ("population", "Brinkhof Supermarkten = 10000001"), ("population", "Niemand = 9"),
        ("population", "Brinkhof Supermarkten = 2"),
        ("high", "1e30"), ("high", "1e100"), ("high", "1e300"), ("high", "1e308"),
        ("low", "-1e308"), ("low", "6.9999999999"), ("high", "nan"), ("high", "inf"),
        ("duplicates", "all"), ("party", "999999"),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_said_at_its_field(
    member, collaboration, settings, field, value
):
    page = post(member, collaboration, files.good(), **{field: value})
    at = "high" if field == "low" and not value.startswith("-") else field
    assert list(page.context["form"].errors) == [at]
    assert nothing_stored(settings)


def test_a_side_that_the_file_does_not_know_is_said_with_the_sides_it_does_know(
    member, collaboration
):
    page = post(member, collaboration, files.good(), population="Niemand = 9")
    (sentence,) = page.context["form"].errors["population"]
    assert "Brinkhof Supermarkten" in sentence
    assert "Niemand = 9</textarea>" in page.text


@pytest.mark.parametrize("size", [1, 3 * 1024 * 1024], ids=["in memory", "on disk"])
@pytest.mark.parametrize("name", ["答" * 100 + ".csv", "a." + "é" * 250, "../../a.csv"])
def test_the_name_of_a_file_never_names_a_file_of_ours(member, collaboration, name, size):
    content = files.good().read() + b"\n" * size
    response = post(member, collaboration, SimpleUploadedFile(name, content))
    assert response.status_code == 302


def test_a_form_without_a_file_asks_for_one(member, collaboration):
    assert list(post(member, collaboration, None).context["form"].errors) == ["file"]


def test_a_file_that_is_too_large_is_refused_while_it_comes_in(member, collaboration, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    file = SimpleUploadedFile("groot.csv", b"x" * (2 * 1024 * 1024))
    page = post(member, collaboration, file)
    assert page.context["form"].errors["file"] == [
        "Dit bestand is groter dan 1 MB. Kies een kleiner bestand."
    ]
    assert 'value="Na de zomer"' in page.text
    assert nothing_stored(settings)


def test_a_side_of_three_is_shown_only_if_its_people_agree(member, collaboration, settings):
    page = post(member, collaboration, files.small_side())
    (sentence,) = page.context["form"].errors["file"]
    assert sentence.startswith("Winkel: met maar 3 of 4 antwoorden")
    assert nothing_stored(settings)
    assert post(member, collaboration, files.small_side(), small_groups_agree="on").url
    assert Scan.objects.count() == 1


@pytest.mark.parametrize(("agree", "means"), [("", (None,) * 3), ("on", (2.0, 5.0, 0.75))])
def test_means_of_three_answers_in_a_side_of_five_are_stored_only_if_its_people_agree(
    member, collaboration, agree, means
):
    post(member, collaboration, files.small_scale(), small_groups_agree=agree)
    (pair,) = ScanResult.objects.get().payload["pairs"]
    (word,) = pair["concepts"]
    scale = word["scales"][2]
    shown = scale["own"]["Winkel"]["mean"], scale["guess"]["Winkel"]["mean"]
    assert (*shown, word["sides"]["Winkel"]["importance"]) == means
    assert scale["own"]["Tafel"]["mean"] == 3.0


def test_nobody_brings_in_a_scan_for_a_party_they_do_not_speak_for(member, collaboration, settings):
    other = collaboration.participations.order_by("pk").last().party_id
    page = post(member, collaboration, files.good(), party=other)
    assert list(page.context["form"].errors) == ["party"]
    (sentence,) = page.context["form"].errors["party"]
    assert f"<li>Voor wie breng je het in?: {sentence}</li>" in page.text
    assert nothing_stored(settings)


def test_who_speaks_for_two_parties_says_for_which(signed_in):
    both = make_person()
    one, two = make_party("Eén", person=both), make_party("Twee", person=both)
    collaboration = make_collaboration(one, two)
    page = signed_in(both).get(reverse("meaning:bring_in", args=[collaboration.slug]))
    assert page.text.count("<option") == 3 + 3 + 3  # nobody and both; theme; duplicates
    post(signed_in(both), collaboration, files.good(), party=two.pk)
    assert Scan.objects.get().brought_in_by == two
