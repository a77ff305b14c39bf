"""Makers of evaluations, with the people who answer them."""

from datetime import UTC, datetime, timedelta

from samenspel.evaluation import actions, queries
from samenspel.evaluation.actions import Said
from samenspel.evaluation.choices import Depth
from samenspel.evaluation.tasks import mail_invitation
from samenspel.platform.guests import Guest

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def make_evaluation(collaboration, party, *, at=NOON, depth=Depth.LIGHT, by=None, **fields):
    closes_at = fields.pop("closes_at", at + 14 * DAY)
    next_on = fields.pop("next_on", (closes_at + 60 * DAY).date())
    return actions.ask_evaluation(
        collaboration=collaboration, depth=depth, closes_at=closes_at, next_on=next_on,
        party=party, by=by, at=at,
    )  # fmt: skip


def make_guests(side, *names, at=NOON, by=None, population=None):
    """Invitations with their tokens, in the order of the names."""
    return actions.invite(
        side=side, guests=[Guest(name=name) for name in names], population=population,
        language="nl", mail=mail_invitation, site="http://x/", by=by, at=at,
    )  # fmt: skip


def make_answers(side, *rows, at=NOON, agrees=True, remark=""):
    """Someone for each row: one point for every item, or a dict of points by item."""
    names = [f"{side.pk} {n}" for n in range(len(rows))]
    for link, row in zip(make_guests(side, *names, at=at), rows, strict=True):
        invitation = link.invitation
        actions.begin_answering(agrees_to_small_group=agrees, by=invitation, at=at)
        points = row if isinstance(row, dict) else dict.fromkeys(side.evaluation.items, row)
        by_facet = {}
        for item, point in points.items():
            by_facet.setdefault(item.partition(".")[0], {})[item] = point
        said = [Said(facet, given, remark) for facet, given in by_facet.items()]
        actions.save_answer(said=said, nonce="x", by=invitation, at=at)


def open_together(evaluation, *, at=NOON):
    for side in queries.sides_of(evaluation):
        speaking = side.party.representations.filter(role__in=queries.SPEAKING)
        speaker = speaking.order_by("pk").first().person
        actions.accept_opening(side=side, by=speaker, at=at)
    evaluation.refresh_from_db()
    return evaluation


def make_opened(collaboration, party, *rows, at=NOON, **fields):
    """One that was opened, with the answers of each side; five people at 6 and five at 3."""
    made = make_evaluation(collaboration, party, at=at, **fields)
    for side, given in zip(queries.sides_of(made), rows or ([6] * 5, [3] * 5), strict=True):
        make_answers(side, *given, at=at)
    return open_together(made, at=at)


def make_improvement(evaluation, party, *, at=NOON, what="Elke maand bellen", by=None):
    return actions.note_improvement(
        evaluation=evaluation, what=what, owner="Mo", due_on=(at + 20 * DAY).date(), party=party,
        by=by, at=at,
    )  # fmt: skip


def make_readiness(party, *rows, at=NOON, agrees=True, by=None):
    """A round in which someone for each row chose that level everywhere, and a step of the plan."""
    asked = actions.ask_readiness(party=party, closes_at=at + 14 * DAY, by=by, at=at)
    for n, row in enumerate(rows):
        levels = row if isinstance(row, dict) else dict.fromkeys(queries.readiness_codes(), row)
        actions.answer_readiness(
            asked=asked, levels=levels, agrees_to_small_group=agrees, nonce=str(n), by=None, at=at
        )
    step = actions.plan_step(
        party=party, what="Vaste uren", owner="Mo", due_on=(at + 20 * DAY).date(), by=by, at=at
    )
    return asked, step
