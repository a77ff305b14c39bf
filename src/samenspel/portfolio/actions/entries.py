from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError
from samenspel.portfolio import queries
from samenspel.portfolio.choices import Strength
from samenspel.portfolio.models import OutcomeLink, PortfolioEntry, SavedView
from samenspel.portfolio.queries import EntryTold

from .common import _check_may
from .theory import AlreadyThere, TooMuch

MOST_VIEWS = 20


class NotAnOutcome(DomainError):
    """A collaboration was linked to what is no outcome of the party."""


class EndsBefore(DomainError):
    """A collaboration would end before it begins."""


@transaction.atomic
def write_entry(
    *, party: Party, told: EntryTold, links: Mapping[int, Strength], by: User | None, at: datetime,
    entry: PortfolioEntry | None = None,
) -> PortfolioEntry:  # fmt: skip
    """Write a collaboration in the portfolio, or write the given entry otherwise."""
    _check_may(by, party)
    if told.begins_on and told.ends_on and told.ends_on < told.begins_on:
        raise EndsBefore(_("It cannot end before it begins."))
    kept = entry or PortfolioEntry(party=party)
    for name, value in asdict(told).items():
        setattr(kept, name, value)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as clash:
        raise AlreadyThere(_("Another line has this reference already.")) from clash
    _link(kept, links)
    audit.record("portfolio.entry_set", subject=kept, by=by, at=at)
    return kept


@transaction.atomic
def link_collaboration(
    *, party: Party, collaboration: Collaboration, links: Mapping[int, Strength],
    by: User | None, at: datetime,
) -> PortfolioEntry:  # fmt: skip
    """Say on which outcomes of a party a collaboration on this site works."""
    _check_may(by, party)
    kept, _new = PortfolioEntry.objects.get_or_create(
        party=party, collaboration=collaboration, defaults={"name": collaboration.name}
    )
    _link(kept, links)
    audit.record("portfolio.entry_set", subject=kept, by=by, at=at)
    return kept


@transaction.atomic
def drop_entry(*, entry: PortfolioEntry, by: User | None, at: datetime) -> None:
    """Take a line out of the portfolio; a collaboration on this site stays what it is."""
    _check_may(by, entry.party)
    audit.record("portfolio.entry_dropped", subject=entry.party, by=by, at=at)
    entry.delete()


@transaction.atomic
def save_view(*, party: Party, name: str, query: str, by: User | None, at: datetime) -> SavedView:
    """Keep a filter and order under a name; saving a name again changes it."""
    _check_may(by, party)
    Party.objects.select_for_update().get(pk=party.pk)
    others = queries.saved_views_of(party).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise TooMuch(_("There are %(n)s saved views. Take one away first.") % {"n": MOST_VIEWS})
    kept, _new = SavedView.objects.update_or_create(
        party=party, name=name, defaults={"query": query}
    )
    audit.record("portfolio.view_saved", subject=kept, by=by, at=at)
    return kept


@transaction.atomic
def drop_view(*, view: SavedView, by: User | None, at: datetime) -> None:
    """Take a saved view away."""
    _check_may(by, view.party)
    audit.record("portfolio.view_dropped", subject=view.party, by=by, at=at)
    view.delete()


def _link(entry: PortfolioEntry, links: Mapping[int, Strength]) -> None:
    ours = set(queries.outcomes_of(entry.party).values_list("pk", flat=True))
    if not set(links) <= ours:
        raise NotAnOutcome(_("Choose outcomes from your own theory of change."))
    entry.links.all().delete()
    OutcomeLink.objects.bulk_create(
        OutcomeLink(entry=entry, step_id=step, strength=strength)
        for step, strength in links.items()
    )
