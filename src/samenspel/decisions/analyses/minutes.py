"""The minutes of a decision in sentences: call, voters, text, rule, count, outcome, dissent."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspel.decisions import queries
from samenspel.decisions.choices import Deed, Said, Verdict
from samenspel.decisions.models import Decision, Elector
from samenspel_report.minutes import Minutes

from .arithmetic import arithmetic
from .outcome import chosen
from .telling import tells_document, tells_numbers

Part = tuple[str, tuple[str, ...]]


def minutes_of(decision: Decision) -> Minutes:
    """All that is kept of a counted decision, in the language of the reader."""
    electors = list(queries.electors_of(decision))
    parts = (
        (_("What was decided"), _outcome(decision)),
        (_("The text"), _text(decision)),
        (_("Call and term"), _call(decision)),
        (_("Who could vote"), _voters(decision, electors)),
        (_("How it was counted"), _rule(decision)),
        (_("The count"), _count(decision)),
        (_("Who saw it otherwise"), _dissent(decision, electors)),
        (_("Objections"), _objections(decision)),
        (_("Afterwards"), _afterwards(decision)),
        (_("To check"), _prints(decision)),
    )
    kept: list[Part] = [(title, tuple(lines)) for title, lines in parts]
    closed_on = queries.day_of(decision.closed_at or decision.proposed_at)
    return Minutes(
        collaboration=decision.collaboration.name,
        name=decision.title,
        standing=_("Decision %(number)s, %(day)s") % {
            "number": decision.number, "day": _day(closed_on),
        },
        parts=tuple((title, lines) for title, lines in kept if lines),
        made_on=closed_on,
    )  # fmt: skip


def _day(on: date) -> str:
    return date_format(on, "j F Y")


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y, H:i")


def _outcome(decision: Decision) -> Iterator[str]:
    said = queries.declaration_of(decision)
    if decision.is_consultation:
        yield _("Consultation, no valid decision.")
    if said is None:
        counted = decision.tally.get_verdict_display()
        yield _("Counted: %(verdict)s. Not declared yet.") % {"verdict": counted}
        return
    chair = said.declared_by.name if said.declared_by else _("the chair")
    yield _("%(name)s declared on %(day)s: %(verdict)s.") % {
        "name": chair, "day": _moment(said.declared_at), "verdict": said.get_verdict_display(),
    }  # fmt: skip
    if said.words:
        yield said.words
    if said.verdict != decision.tally.verdict:
        counted = decision.tally.get_verdict_display()
        yield _("The count says something else: %(verdict)s. Both stay in the register.") % {
            "verdict": counted
        }


def _text(decision: Decision) -> Iterator[str]:
    text = queries.text_of(decision)
    yield text.text
    yield _("Why: %(why)s") % {"why": decision.why}
    for option in decision.options.order_by("place"):
        yield f"{option.name}: € {option.cost}" if option.cost else option.name
    yield _("Version %(number)s, fingerprint %(digest)s") % {
        "number": text.number, "digest": text.digest,
    }  # fmt: skip


def _call(decision: Decision) -> Iterator[str]:
    yield _("%(party)s proposed this on %(day)s.") % {
        "party": decision.proposed_for.name, "day": _moment(decision.proposed_at),
    }  # fmt: skip
    yield _("Put to %(body)s.") % {"body": decision.decider}
    if decision.decided_by and decision.decided_by.statutes_of:
        yield _("By the statutes of %(day)s.") % {"day": _day(decision.decided_by.statutes_of)}
    if decision.noticed_on:
        yield _("The call for it was sent on %(day)s.") % {"day": _day(decision.noticed_on)}
    if decision.meeting_on:
        yield _("The meeting was on %(day)s.") % {"day": _day(decision.meeting_on)}
    if decision.opened_at and decision.closed_at:
        yield _("Open from %(opened)s, counted on %(closed)s.") % {
            "opened": _moment(decision.opened_at), "closed": _moment(decision.closed_at),
        }  # fmt: skip


def _voters(decision: Decision, electors: Sequence[Elector]) -> Iterator[str]:
    may = [each for each in electors if each.may_vote]
    took_part = queries.number_who_took_part(decision, electors)
    yield _("On the list of voters: %(all)s. Took part: %(took)s.") % {
        "all": len(may), "took": took_part,
    }  # fmt: skip
    for proxy in queries.running_proxies(decision) if decision.proxies else ():
        yield _("%(holder)s held a proxy of %(giver)s.") % {
            "holder": proxy.holder.called, "giver": proxy.giver.called,
        }  # fmt: skip
    for each in electors:
        if each.recused_because:
            yield _("%(name)s stepped back: %(why)s") % {
                "name": each.called, "why": each.recused_because,
            }  # fmt: skip


def _rule(decision: Decision) -> Iterator[str]:
    yield f"{decision.get_form_display()}. {decision.get_secrecy_display()}."
    if decision.has_options:
        yield f"{decision.get_method_display()}."
    elif not decision.is_by_consent:
        yield f"{decision.get_majority_display()}, {decision.get_basis_display()}."
    if decision.is_second:
        yield _("No minimum: the first time too few voted.")
    else:
        yield _("How many must vote: %(turnout)s.") % {"turnout": decision.get_turnout_display()}
    if decision.silence_is_consent:
        yield _("Who says nothing before it closes consents")


def _count(decision: Decision) -> Iterator[str]:
    if not tells_numbers(decision, decision.tally):
        yield _("Fewer than five people voted, in confidence: no numbers are shown.")
    elif decision.has_options:
        found = chosen(decision, decision.tally)
        if found.winners:
            yield _("Chosen: %(names)s.") % {"names": ", ".join(found.winners)}
        yield from found.sentences
    else:
        counted = arithmetic(decision, decision.tally)
        total = counted.total
        if counted.few_of_a_party:
            yield _("Of one party fewer than five voted, so nothing is decided.")
        yield _("For %(for)s, against %(against)s, blank %(blank)s, not voted %(absent)s.") % {
            "for": total.in_favour, "against": total.against, "blank": total.blank,
            "absent": total.absent,
        }  # fmt: skip
        if counted.got and not counted.few_of_a_party:
            yield _("Of the outcome %(got)s is for; %(needed)s is the line.") % {
                "got": counted.got, "needed": counted.needed,
            }  # fmt: skip
        elif not counted.got:
            yield _("Needed %(needed)s of %(whole)s.") % {
                "needed": total.needed, "whole": total.whole,
            }  # fmt: skip


def _dissent(decision: Decision, electors: Sequence[Elector]) -> Iterator[str]:
    """The view of the minority, where everyone may see who voted what."""
    if decision.is_confidential or decision.has_options or decision.is_by_consent:
        return
    lost = Said.AGAINST if decision.tally.verdict == Verdict.ADOPTED else Said.FOR
    for each in electors:
        ballot = getattr(each, "ballot", None)
        if ballot is not None and ballot.choice == lost:
            yield f"{each.called}: {ballot.why}" if ballot.why else each.called


def _objections(decision: Decision) -> Iterator[str]:
    if not decision.is_by_consent:
        return
    for each in (*queries.open_objections(decision), *queries.settled_objections(decision)):
        yield f"{each.elector.called}: {each.argument} ({each.get_standing_display()})"


def _afterwards(decision: Decision) -> Iterator[str]:
    if decision.needs_deed and not decision.in_force_on:
        yield _("Not in force yet: a notary’s deed is needed.")
    if decision.in_force_on:
        yield _("In force since %(day)s") % {"day": _day(decision.in_force_on)}
        yield decision.deed
    if decision.evaluate_on:
        yield _("Look again on %(day)s.") % {"day": _day(decision.evaluate_on)}
    if decision.ends_on:
        yield _("Holds until %(day)s.") % {"day": _day(decision.ends_on)}
    for doubt in queries.contests_of(decision):
        became = _("lapsed") if doubt.revote_id else doubt.answer
        yield _("Contested by %(name)s: %(why)s") % {
            "name": doubt.elector.called, "why": f"{doubt.why} {became}".strip(),
        }  # fmt: skip


def _prints(decision: Decision) -> Iterator[str]:
    yield _("The list of voters: %(digest)s") % {"digest": decision.electorate_hash}
    if tells_document(decision, decision.tally):
        yield _("The votes and the rule: %(digest)s") % {"digest": decision.tally.input_hash}
    else:
        yield _(
            "The fingerprint of the votes is kept but not shown: so few voted, in all or in one"
            " party, that their votes could be worked out from it."
        )
    if decision.is_elsewhere:
        yield _("People voted at %(address)s. The result that was brought in: %(digest)s") % {
            "address": decision.elsewhere.address, "digest": decision.elsewhere.result_digest,
        }  # fmt: skip
    elif decision.tally.box_hash:
        yield _("The ballot box: %(digest)s") % {"digest": decision.tally.box_hash}
    for line in queries.trail_of(decision):
        yield _("Audit trail, line %(position)s (%(what)s): %(hash)s") % {
            "position": line.position,
            "what": Deed(line.action).label,
            "hash": line.hash,
        }  # fmt: skip
    if decision.is_of_members:
        yield _("A tool, no legal advice.")
