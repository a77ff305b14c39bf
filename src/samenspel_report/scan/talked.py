"""What a talk gave, in the words of those who talked."""

from babel.dates import format_date

from samenspel_report.i18n import DATES, Translator
from samenspel_report.scan.content import Table, TalkedBlock
from samenspel_report.scan.context import ReportContext


def talked_block(t: Translator, context: ReportContext) -> TalkedBlock | None:
    """Each word in the group's own sentence and what was agreed; `None` where neither is there."""
    if not (context.meanings or context.agreed):
        return None
    return TalkedBlock(context.meanings, _agreements(t, context) if context.agreed else None)


def _agreements(t: Translator, context: ReportContext) -> Table:
    return Table(
        t.gettext("What you agreed in the talk"),
        (t.gettext("What"), t.gettext("Who sees to it"), t.gettext("By")),
        tuple(
            (
                each.what,
                each.owner or "–",
                format_date(each.due_on, format="long", locale=DATES[t.language]),
            )
            for each in context.agreed
        ),
    )
