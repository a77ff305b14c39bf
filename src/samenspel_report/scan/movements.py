"""What moved between two waves, as a page of its own."""

from dataclasses import dataclass

from samenspel_analysis.meaning.results import PairMovement, ScanResult, SideSummary
from samenspel_analysis.meaning.states import NoticeKind
from samenspel_report.i18n import Translator, translator
from samenspel_report.scan.content import LegendItem, MovementsBlock
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.labels import labels
from samenspel_report.scan.pairs import Reading, movements_block, seen_between
from samenspel_report.sentences.limits import answered, notices, tolerance_fact
from samenspel_report.sentences.movers import movers_of


@dataclass(frozen=True, slots=True)
class PairMoves:
    """Two sides between two waves; `title` names them where there are more pairs."""

    id: str
    title: str | None
    legend: tuple[LegendItem, ...]
    block: MovementsBlock


@dataclass(frozen=True, slots=True)
class MovementReport:
    """Every sentence, picture and table of what moved."""

    lede: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    pairs: tuple[PairMoves, ...]
    limits: tuple[str, ...]
    method_url: str | None
    labels: dict[str, str]


def movement_title(result: ScanResult, language: str) -> str:
    """The heading above what moved."""
    t = translator(language)
    first = result.movements[0]
    return t.gettext("What moved between %(before)s and %(after)s") % {
        "before": first.from_wave,
        "after": first.to_wave,
    }


def movement_report(
    result: ScanResult, context: ReportContext, language: str, perspective: str | None = None
) -> MovementReport:
    """What moved, pair by pair, with what it says and what it does not say.

    `perspective` names the side that reads it: in its own pairs it comes first and is "we".
    """
    t = translator(language)
    reading = Reading(result, context, t, perspective)
    many = len(result.movements) > 1
    turned = [_seen_from(movement, perspective) for movement in result.movements]
    pairs = tuple(
        PairMoves(
            f"moved-{place}",
            " – ".join(movement.sides) if many else None,
            _legend(reading, movement),
            movements_block(reading, movement),
        )
        for place, movement in enumerate(turned, start=1)
    )
    unlinked = [n for n in result.notices if n.kind is NoticeKind.NO_LINKED_PEOPLE]
    return MovementReport(
        lede=t.gettext(
            "Each line is the road between what both sides meant then. The mark is where a side"
            " stands now; the line around it shows how sure we are. Staying where you are is as"
            " good as moving."
        ),
        facts=(
            *((side.name, _who(t, side, result)) for side in result.sides),
            (t.gettext("Tolerance"), tolerance_fact(t, result)),
        ),
        notices=tuple(notices(t, result, unlinked)),
        pairs=pairs,
        limits=tuple(_limits(t)),
        method_url=context.method_url,
        labels=labels(t),
    )


def _who(t: Translator, side: SideSummary, result: ScanResult) -> str:
    """How many answered now, and how many of them are known to have answered then as well."""
    same = max(_same(movement, side.name) for movement in result.movements)
    if not same:
        return f"{answered(t, side)}, {t.gettext('nobody known to have answered both times')}"
    both = t.ngettext(
        "%(count)s of them known to have answered both times",
        "%(count)s of them known to have answered both times",
        same,
    ) % {"count": t.number(same)}
    return f"{answered(t, side)}, {both}"


def _same(movement: PairMovement, name: str) -> int:
    if name not in movement.sides:
        return 0
    place = movement.sides.index(name)
    return max((word.sides[place].same_people for word in movement.concepts), default=0)


def _seen_from(movement: PairMovement, perspective: str | None) -> PairMovement:
    """The same movement with the side that reads it first, if it is the second."""
    first, second = movement.sides
    return seen_between(movement, (second, first)) if perspective == second else movement


def _legend(reading: Reading, movement: PairMovement) -> tuple[LegendItem, ...]:
    ours = reading.is_ours(movement.sides)
    movers = movers_of(reading.t, movement.sides, movement.from_wave, ours=ours)
    return (
        LegendItem(movers.mark(0), square=False, guessed=False),
        LegendItem(movers.mark(1), square=True, guessed=False),
    )


def _limits(t: Translator) -> list[str]:
    return [
        t.gettext("Why something moved. Two scans show what came after what, not the cause."),
        t.gettext(
            "That nearer is better. Who learns much and moves nothing understands the other."
        ),
        t.gettext(
            "That a person moved. These are means of groups, and who answers may have changed."
        ),
        t.gettext(
            "That a small move is real. People fill in a scale a little differently each time."
        ),
    ]
