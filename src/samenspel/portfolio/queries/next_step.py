"""What comes next in the upper current of a collaboration, for someone of one of its parties."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.evaluation import queries as evaluation

from .story import Story


@dataclass(frozen=True, slots=True)
class NextStep:
    """One sentence, what to press, and where that leads."""

    says: str
    act: str
    path: str


def next_step_in(story: Story, *, mine: set[int], today: date) -> NextStep | None:
    """The first that waits: a pause that is due, a proposal, balance, what is late, a review.

    While the whole collaboration rests, nothing is late and nothing is to be looked at again.
    """
    waits = (
        _pause_is_due(story, today)
        or _proposed(story, mine)
        or _change_proposed(story, mine)
        or _balance(story, mine)
    )
    waits = waits or _farewell(story, mine) or _sealed(story, mine)
    if waits or story.rest:
        return waits or _rest(story)
    if None in story.over:
        return None
    waits = _changed(story) or _late(story, today) or _review(story, today)
    return waits or _look_back(story, today)


def _pause_is_due(story: Story, today: date) -> NextStep | None:
    for pause in story.pauses:
        if pause.is_due(today):
            says = _(
                "“%(name)s” would rest until %(day)s. Take it up again, or rest a little longer."
            ) % {
                "name": pause.agreement or story.collaboration,
                "day": date_format(pause.until_on, "j F Y"),
            }
            return NextStep(says, _("Go to the pause"), _moving(story))
    return None


def _farewell(story: Story, mine: set[int]) -> NextStep | None:
    for ending in story.endings:
        if mine - {each.party_id for each in ending.farewells.all()}:
            says = _(
                "Something was renewed or ended. Say what you think of it; your answer stays "
                "sealed until everyone answered."
            )
            path = reverse("agreements:ending", args=[story.collaboration.slug, ending.pk])
            return NextStep(says, _("Answer"), path)
    return None


def _sealed(story: Story, mine: set[int]) -> NextStep | None:
    for each in story.evaluations:
        ours = [side for side in each.sides.all() if side.party_id in mine]
        if each.is_sealed and any(side.accepted_at is None for side in ours):
            says = _("An evaluation is under way. Ask your people, and open it together.")
            return NextStep(says, _("Go to the evaluation"), evaluation.page_of(each))
    return None


def _look_back(story: Story, today: date) -> NextStep | None:
    due = evaluation.due_again(story.evaluations, today)
    if due is None:
        return None
    says = _("You would look back together again on %(day)s.") % {
        "day": date_format(due.next_on, "j F Y")
    }
    path = reverse("evaluation:new_evaluation", args=[story.collaboration.slug])
    return NextStep(says, _("Ask each other again"), path)


def _rest(story: Story) -> NextStep | None:
    if story.rest is None:
        return None
    said = {"day": date_format(story.rest.until_on, "j F Y"), "alive": story.rest.stays_alive}
    says = _("The collaboration rests until %(day)s. What stays alive: %(alive)s") % said
    return NextStep(says, _("Read about the pause"), _moving(story))


def _changed(story: Story) -> NextStep | None:
    marked = (one for each in story.upheavals for one in each.reassessments.all())
    if all(one.conclusion for one in marked):
        return None
    says = _("Something big changed. Look together at what you agreed.")
    return NextStep(says, _("Look at the questions"), _moving(story))


def _moving(story: Story) -> str:
    return reverse("agreements:flexibility", args=[story.collaboration.slug])


def _proposed(story: Story, mine: set[int]) -> NextStep | None:
    for version in story.versions:
        if version.is_proposed and version.proposed_for_id not in mine:
            said = {"party": version.proposed_for.name, "agreement": version.agreement.name}
            says = _("%(party)s made a proposal for “%(agreement)s”. Read it and answer.") % said
            args = [story.collaboration.slug, version.agreement_id]
            path = reverse("agreements:agreement", args=args)
            return NextStep(says, _("Read the proposal"), path)
    return None


def _change_proposed(story: Story, mine: set[int]) -> NextStep | None:
    for terms in story.terms:
        promised = terms.commitment
        sides = {promised.giver_id, promised.receiver_id}
        if terms.is_proposed and mine & sides and terms.proposed_for_id not in mine:
            said = {"party": terms.proposed_for.name, "what": promised.what}
            says = _("%(party)s waits for your answer about “%(what)s”.") % said
            args = [story.collaboration.slug, promised.pk]
            return NextStep(says, _("Answer"), reverse("agreements:commitment", args=args))
    return None


def _balance(story: Story, mine: set[int]) -> NextStep | None:
    for asked in story.rounds:
        answered = {each.party_id for each in asked.answers.all()}
        if asked.opened_at is None and mine - answered:
            says = _("Does it feel in balance? Your answer stays sealed until everyone answered.")
            path = reverse("agreements:give_and_take", args=[story.collaboration.slug])
            return NextStep(says, _("Answer"), f"{path}#balans")
    return None


def _late(story: Story, today: date) -> NextStep | None:
    late = {each.commitment_id for each in story.terms if each.commitment.is_late(today)}
    if not late:
        return None
    says = ngettext(
        "%(n)s commitment is late. Was it given, or do you need another day?",
        "%(n)s commitments are late. Were they given, or do you need other days?",
        len(late),
    ) % {"n": len(late)}
    path = reverse("agreements:commitments", args=[story.collaboration.slug])
    return NextStep(says, _("See what is late"), f"{path}?stand=late")


def _review(story: Story, today: date) -> NextStep | None:
    newest: set[int | None] = set(story.over)
    for version in story.versions:
        if not version.is_accepted or version.agreement_id in newest:
            continue
        newest.add(version.agreement_id)
        if version.review_on <= today:
            day = date_format(version.review_on, "j F Y")
            said = {"agreement": version.agreement.name, "day": day}
            says = _("You would look at “%(agreement)s” again on %(day)s.") % said
            args = [story.collaboration.slug, version.agreement_id]
            path = reverse("agreements:agreement", args=args)
            return NextStep(says, _("Look at it again"), path)
    return None
