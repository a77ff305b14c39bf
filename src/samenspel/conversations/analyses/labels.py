"""What an initiative may honestly be called, by who took part in which stage."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspel.conversations.choices import InitiativeStage, Label, Part


@dataclass(frozen=True, slots=True)
class Called:
    """What it may be called, if anything, and why; `unknown` stages are to be told first."""

    labels: tuple[Label, ...]
    why: tuple[str, ...]
    unknown: tuple[InitiativeStage, ...]


def called(parts: Mapping[InitiativeStage, Part], *, is_carried: bool) -> Called:
    """Co-operative and co-creation are two things, and something can be both.

    `is_carried` says whether the people it is for decided on the goal: that is in our own record.
    """
    unknown = tuple(stage for stage in InitiativeStage if stage not in parts)
    if unknown:
        return Called((), (), unknown)
    together = {stage for stage, part in parts.items() if part == Part.TOGETHER}
    labels: list[Label] = []
    why: list[str] = []
    if is_carried and {InitiativeStage.MAKING, InitiativeStage.YIELD} <= together:
        labels.append(Label.CO_OPERATIVE)
        why.append(_("Those it is for decided on it, do it together and share what it yields."))
    if {InitiativeStage.IDEA, InitiativeStage.PLAN, InitiativeStage.MAKING} <= together:
        labels.append(Label.CO_CREATION)
        why.append(_("Those it is for worked along from the idea until it was made."))
    if labels:
        return Called(tuple(labels), tuple(why), ())
    if set(parts.values()) == {Part.WITHOUT}:
        return Called((Label.OWN_WORK,), (_("It went without those it is for."),), ())
    why.append(_missing(parts, is_carried=is_carried))
    return Called((Label.NEEDS_RESEARCH,), tuple(why), ())


def _missing(parts: Mapping[InitiativeStage, Part], *, is_carried: bool) -> str:
    """In which stages people were at most asked: by that it is asking well, and no more."""
    absent = [str(stage.label) for stage in InitiativeStage if parts[stage] != Part.TOGETHER]
    if not is_carried:
        absent.append(_("deciding on it"))
    facts = {"stages": ", ".join(absent)}
    return (
        _(
            "People were asked what they need, and others made it of that. To be called more, they "
            "would take part in: %(stages)s."
        )
        % facts
    )
