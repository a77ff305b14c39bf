"""What waits for someone, what changed for them, and the days to keep in mind."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from samenspel.decisions.choices import State
from samenspel.decisions.models import Decision
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry

from .decisions import decisions_visible_to, declaration_of, own_electors, page_of

LONG_AGO = timedelta(days=366)  # what a calendar still shows of before


def waits_for(person: User, at: datetime) -> Iterator[Entry]:
    """The votes that this person did not cast yet, and the outcomes to be declared."""
    for decision in decisions_visible_to(person).filter(state__in=(State.OPEN, State.CLOSED)):
        said = {"title": decision.title}
        if decision.is_open and at < decision.closes_at:
            if own_electors(person, decision).filter(ballot=None).exists():
                opened_at = decision.opened_at or at
                yield _entry(_("Vote on “%(title)s”.") % said, decision, opened_at)
        elif decision.chair_id == person.pk:
            says = _("Declare the outcome of “%(title)s”.") % said
            yield _entry(says, decision, decision.closes_at)


def changed_for(person: User, since: datetime, until: datetime) -> Iterator[Entry]:
    """Which votes opened and which outcomes were declared."""
    for decision in decisions_visible_to(person).exclude(opened_at=None).order_by("pk"):
        declaration = declaration_of(decision)
        moments = (
            (decision.opened_at, _("A vote opened: “%(title)s”.")),
            (declaration and declaration.declared_at, _("The outcome is known: “%(title)s”.")),
        )
        for moment, says in moments:
            if moment and since < moment <= until:
                yield _entry(says % {"title": decision.title}, decision, moment)


def days_of(person: User, at: datetime) -> Iterator[Day]:
    """When each vote closes."""
    shown = decisions_visible_to(person).filter(
        state__in=(State.OPEN, State.CLOSED, State.DECLARED), closes_at__gt=at - LONG_AGO
    )
    for decision in shown.order_by("pk"):
        title = _("The vote on “%(title)s” closes") % {"title": decision.title}
        key, where = f"decision-closes-{decision.pk}", decision.collaboration.name
        yield Day(key, title, decision.closes_at, page_of(decision), where)


def _entry(says: str, decision: Decision, at: datetime) -> Entry:
    return Entry(says, decision.collaboration.name, page_of(decision), at)
