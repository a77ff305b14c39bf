"""Proxies, who contests an outcome, and who stepped back."""

from datetime import datetime

from django.db.models import Q, QuerySet

from samenspel.decisions.models import Contest, Decision, Elector, Proxy, Tally
from samenspel.platform.models import AuditEvent

from .decisions import electors_of


def running_proxies(decision: Decision) -> QuerySet[Proxy]:
    """The proxies that run, with who gave and who holds them."""
    found = Proxy.objects.filter(giver__decision=decision, revoked_at=None)
    people = ("giver__party", "giver__person", "holder__party", "holder__person")
    return found.select_related(*people).order_by("pk")


def contests_of(decision: Decision) -> QuerySet[Contest]:
    """The doubts about the outcome, newest first, with how many share each."""
    found = Contest.objects.filter(tally__decision=decision)
    people = ("elector__party", "elector__person", "revote", "settled_by")
    return found.select_related(*people).prefetch_related("backers").order_by("-pk")


def stepped_back(decision: Decision) -> QuerySet[Elector]:
    """Who stepped back from this matter, and why."""
    return electors_of(decision).exclude(recused_because="")


def trail_of(decision: Decision) -> QuerySet[AuditEvent]:
    """The lines of the audit trail that fix this decision: opened, counted, declared."""
    opened = Q(subject_label=Decision._meta.label, subject_id=str(decision.pk))
    opened &= Q(action="decisions.opened")
    tallies = [str(each.pk) for each in Tally.objects.filter(decision=decision)]
    counted = Q(subject_label=Tally._meta.label, subject_id__in=tallies)
    return AuditEvent.objects.filter(opened | counted).order_by("position")


def was_told_closing(decision: Decision, since: datetime) -> bool:
    """Whether programs heard before that it closes soon, at this moment or later."""
    told = AuditEvent.objects.filter(action="decisions.closing", at__gte=since)
    subject = {"subject_label": Decision._meta.label, "subject_id": str(decision.pk)}
    return told.filter(**subject).exists()


def may_hold(decision: Decision, giver: Elector) -> QuerySet[Elector]:
    """Who can be given a proxy by this voter: who gave none away and may hold one more."""
    gave = running_proxies(decision).values("giver")
    open_to = electors_of(decision).filter(is_entitled=True, recused_because="")
    return open_to.exclude(pk__in=gave).exclude(pk=giver.pk)
