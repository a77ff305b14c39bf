"""What a list may not do for its SQL to be written once: it is refused, never answered wrongly."""

from datetime import timedelta

import pytest
from django.db.models import Prefetch

from samenspel.collaborations.models import Collaboration, Participation, Party, PhaseNote
from samenspel.people.models import User
from samenspel.platform.prepared import NotToBePrepared, prepared
from samenspel.platform.together import ask_together
from tests.make import NOON, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def by_address(person):
    return User.objects.filter(email__iexact=person.email)


def by_derived_moment(at):
    return PhaseNote.objects.filter(noted_at__gte=at - DAY)


def by_choice(person):
    notes = PhaseNote.objects.filter(noted_by=person)
    return notes if person.pk % 2 else notes.order_by("pk")


def by_nothing(person):
    return Party.objects.filter(name=str(bool(person)))


def by_emptiness(person):
    return PhaseNote.objects.filter(noted_by=person, pk__in=[])


def by_what_hangs_on_it(person):
    mine = Participation.objects.filter(party__representations__person=person)
    here = Collaboration.objects.filter(participations__in=mine)
    return here.prefetch_related(Prefetch("participations", queryset=mine))


def by_part_of_words(name):
    return Party.objects.filter(name__icontains=name)


def by_number(pk):
    return Party.objects.filter(pk=pk)


@pytest.mark.parametrize(
    ("build", "given"),
    [
        (by_derived_moment, NOON), (by_choice, None), (by_nothing, None), (by_emptiness, None),
        (by_what_hangs_on_it, None), (by_part_of_words, "Ons"), (by_number, 7),
    ],
)  # fmt: skip
def test_what_would_be_written_for_one_reader_is_refused(build, given):
    with pytest.raises(NotToBePrepared):
        ask_together(prepared(build)(given or make_person()))


def test_of_a_row_that_is_put_in_nothing_but_the_key_is_known():
    with pytest.raises(NotToBePrepared, match="by_address looks at more of a row than its key"):
        ask_together(prepared(by_address)(make_person()))
