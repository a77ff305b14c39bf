"""What people type stays text: in the head of a letter, a document, a calendar, a workbook."""

import csv
import io
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from python_calamine import CalamineWorkbook

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions
from samenspel.meaning.models import Scan
from samenspel.meaning.tasks import mail_invitation
from samenspel.platform.guests import Guest
from tests.client import HouseClient
from tests.make import make_party, speaker_of
from tests.make_scans import make_draft

pytestmark = pytest.mark.django_db
LINES = "Ons\nBcc: iedereen@voorbeeld.example"
FORMULA = '=HYPERLINK("https://elders.example","klik")'


def test_a_name_of_two_lines_adds_no_line_to_the_head_of_a_letter():
    ours, theirs = make_party(LINES, role=Role.MANAGER), make_party("Zij")
    now = timezone.now()
    scan = make_draft(ours, theirs, closes_at=now + timedelta(days=9))
    Scan.objects.filter(pk=scan.pk).update(title=LINES)
    side = scan.sides.get(party=ours)
    actions.invite(
        side=side, guests=[Guest(LINES, "imke@voorbeeld.example")], language="nl",
        mail=mail_invitation, site="http://testserver/", by=speaker_of(ours), at=now,
    )  # fmt: skip
    actions.open_scan(
        scan=scan, mail=mail_invitation, site="http://testserver/", by=speaker_of(ours), at=now
    )
    mail_invitation.func(side.invitations.get().pk, "http://testserver/")
    letter = mail.outbox[0]
    assert (letter.to, letter.bcc) == (["imke@voorbeeld.example"], [])
    assert "\n" not in letter.subject


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_name_of_a_party_is_no_formula_in_a_questionnaire(ending):
    ours, theirs = make_party(FORMULA, role=Role.MANAGER), make_party("Zij")
    slug = make_draft(ours, theirs).collaboration.slug
    client = HouseClient()
    client.force_login(speaker_of(ours))
    got = client.get(f"/s/{slug}/betekenis/vragenlijst.{ending}", {"words": ["trust"], "people": 5})
    assert got.status_code == 200
    if ending == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(got.content))
        rows = [
            row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
        ]
    else:
        rows = list(csv.reader(io.StringIO(got.text), delimiter=";"))
    cells = [str(cell) for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
