from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.platform.markup import ours
from samenspel.portfolio.choices import Stage, Weight
from samenspel.portfolio.models import ChainArrow, ChainStep
from samenspel.portfolio.queries import Theory
from samenspel_analysis.portfolio import loop_in, loose_ends
from samenspel_report.pictures import Box, Leads, chain_picture


@dataclass(frozen=True, slots=True)
class TheoryPicture:
    """A theory of change as a picture and a sentence, and what is still open in it."""

    picture: SafeString
    sentence: str
    led_to_by_none: tuple[ChainStep, ...]
    leading_nowhere: tuple[ChainStep, ...]
    without_indicator: tuple[ChainStep, ...]
    without_assumption: tuple[ChainArrow, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is open."""
        return not any(
            (self.led_to_by_none, self.leading_nowhere, self.without_indicator,
             self.without_assumption)
        )  # fmt: skip


def comes_back(theory: Theory) -> bool:
    """Whether some steps lead back to themselves."""
    return bool(loop_in(len(theory.steps), _ends(theory)))


def picture_of(theory: Theory) -> TheoryPicture:
    """The theory drawn, said and checked."""
    stages = [Stage(step.stage).place for step in theory.steps]
    loose = loose_ends(stages, _ends(theory), last=Stage.IMPACT.place)
    return TheoryPicture(
        picture=_drawn(theory),
        sentence=_sentence(theory),
        led_to_by_none=tuple(theory.steps[i] for i in loose.led_to_by_none),
        leading_nowhere=tuple(theory.steps[i] for i in loose.leading_nowhere),
        without_indicator=tuple(
            step
            for step in theory.steps
            if step.stage == Stage.OUTCOME and not step.indicators.all()
        ),
        without_assumption=tuple(arrow for arrow in theory.arrows if not arrow.assumption),
    )


def _ends(theory: Theory) -> list[tuple[int, int]]:
    place = {step.pk: number for number, step in enumerate(theory.steps)}
    return [(place[arrow.source_id], place[arrow.target_id]) for arrow in theory.arrows]


def _drawn(theory: Theory) -> SafeString:
    if not theory.steps:
        return SafeString("")
    boxes = [
        Box(Stage(step.stage).place, step.name, is_core=step.weight == Weight.CORE)
        for step in theory.steps
    ]
    leads = [
        Leads(*ends, is_argued=bool(arrow.assumption))
        for ends, arrow in zip(_ends(theory), theory.arrows, strict=True)
    ]
    titles = [str(stage.label).capitalize() for stage in Stage]
    label = _("The theory of change, from inputs to impact. The table below says the same.")
    drawn = (chain_picture(titles, boxes, leads, label, narrow=each) for each in (False, True))
    return ours("".join(drawn))


def _sentence(theory: Theory) -> str:
    return " ".join(_sentences(theory))


def _sentences(theory: Theory) -> Iterator[str]:
    steps, arrows = len(theory.steps), len(theory.arrows)
    argued = sum(bool(arrow.assumption) for arrow in theory.arrows)
    yield ngettext("%(n)s step.", "%(n)s steps.", steps) % {"n": steps}
    yield ngettext(
        "%(n)s arrow, %(argued)s of them with an assumption.",
        "%(n)s arrows, %(argued)s of them with an assumption.",
        arrows,
    ) % {"n": arrows, "argued": argued}
    core = [step.name for step in theory.steps if step.weight == Weight.CORE]
    if core:
        yield _("Your strategy rests on: %(names)s.") % {"names": ", ".join(core)}
