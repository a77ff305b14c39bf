"""A member with a thousand of everything: collaborations, scans in one of them, and gifts."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

GIFTS_A_DAY = 3


def make(number: int) -> tuple[Any, str]:
    """Who manages the first party of a scan that is there, and the collaboration with so much."""
    from samenspel.agreements.choices import Kind
    from samenspel.agreements.models import Contribution
    from samenspel.collaborations import actions as collaborations
    from samenspel.collaborations.choices import Phase, Role
    from samenspel.collaborations.models import Collaboration, Participation, Party
    from samenspel.meaning.choices import ScanOrigin, ScanState
    from samenspel.meaning.models import Scan, ScanResult
    from samenspel.people import actions as people

    now = timezone.now()
    given: dict[str, Any] = {"by": None, "at": now - timedelta(hours=1)}
    person = people.add_person(email="veel@druk.example", name="Veel", **given)
    ours, theirs = Party.objects.filter(name__in=("Een", "Twee")).order_by("name")
    collaborations.let_speak(person=person, party=ours, role=Role.MANAGER, **given)
    made = Collaboration.objects.bulk_create(
        Collaboration(name=f"Samen {n}", slug=f"veel-{n}", purpose="Iets.", phase=Phase.APPROACH)
        for n in range(number)
    )
    Participation.objects.bulk_create(
        Participation(collaboration=each, party=party) for each in made for party in (ours, theirs)
    )
    here, today = made[0], timezone.localdate()
    scans = Scan.objects.bulk_create(
        Scan(collaboration=here, title=f"Scan {n}", made_on=date(2020, 1, 1) + timedelta(days=n),
             origin=ScanOrigin.BROUGHT_IN, brought_in_by=ours, brought_in_by_person=person,
             state=ScanState.REVEALED)
        for n in range(number)
    )  # fmt: skip
    found = ScanResult.objects.exclude(scan__collaboration=here)[0]
    for scan in scans[-2:]:
        found.pk, found.scan = None, scan
        found.save(force_insert=True)
    Contribution.objects.bulk_create(
        Contribution(collaboration=here, giver=ours, receiver=theirs, kind=Kind.TIME,
                     what=f"Een middag, keer {n}", noted_by=person, noted_at=now,
                     given_on=today - timedelta(days=n // GIFTS_A_DAY))
        for n in range(number)
    )  # fmt: skip
    return person, here.slug
