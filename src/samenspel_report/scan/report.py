"""A whole report, ready to be given a form."""

from babel.dates import format_date

from samenspel_analysis.meaning.results import ScanResult
from samenspel_report.i18n import DATES, Translator, translator
from samenspel_report.scan.community import community_block
from samenspel_report.scan.content import Report
from samenspel_report.scan.context import ReportContext
from samenspel_report.scan.labels import labels
from samenspel_report.scan.lessons import learned_block
from samenspel_report.scan.pairs import Reading, pair_block
from samenspel_report.scan.tables import matrix_table
from samenspel_report.scan.talked import talked_block
from samenspel_report.scan.together import pair_cards, together_words
from samenspel_report.sentences.gathering import left_out, talk_held, talk_skipped, unchecked
from samenspel_report.sentences.limits import (
    answered,
    cannot_conclude,
    notices,
    tolerance_fact,
    unknown_numbers,
)
from samenspel_report.sentences.words import number, points


def scan_title(result: ScanResult, language: str) -> str:
    """The heading above a result: how many words there are to talk about."""
    t = translator(language)
    if result.community is not None:
        return t.gettext("What members mean, and what they think of each other")
    if len(result.pairs) > 1:
        return t.gettext("Words to talk about, pair by pair")
    pair = result.pairs[0]
    if not pair.agenda:
        if any(word.state_probability is not None for word in pair.concepts):
            return t.gettext("No word has to come first")
        return t.gettext("Not enough answers yet")
    return (
        t.gettext("One word to talk about"),
        t.gettext("Two words to talk about"),
        t.gettext("Three words to talk about"),
    )[len(pair.agenda) - 1]


def scan_report(
    result: ScanResult, context: ReportContext, language: str, perspective: str | None
) -> Report:
    """Every sentence, picture and table of a result."""
    t = translator(language)
    reading = Reading(result, context, t, perspective)
    many = len(result.pairs) > 1
    pairs = tuple(
        pair_block(reading, pair, place, titled=many)
        for place, pair in enumerate(result.pairs, start=1)
    )
    return Report(
        title=context.title,
        heading=scan_title(result, language),
        lede=_lede(t, result),
        facts=tuple(_facts(t, result, context)),
        source=context.source,
        notices=(*_gathering(t, context), *unknown_numbers(t, result), *notices(t, result)),
        talked=talked_block(t, context),
        learned=learned_block(t, context.lessons, context.poles, result.tolerance)
        if context.lessons
        else None,
        matrix=matrix_table(t, result.pairs) if many else None,
        cards=pair_cards(reading, pairs) if many else (),
        together=together_words(reading) if many else (),
        pairs=pairs,
        community=None if result.community is None else community_block(reading, result.community),
        limits=tuple(cannot_conclude(t, result)),
        method=tuple(_method(t, result, context)),
        method_url=context.method_url,
        labels=labels(t),
    )


def _lede(t: Translator, result: ScanResult) -> str:
    if result.community is not None:
        return t.gettext(
            "Each member beside the typical other member: what do people mean,"
            " and what do they think the others mean?"
        )
    if any(pair.agenda for pair in result.pairs):
        return t.gettext(
            "Talk about these words first: they matter to you, and something about them is not"
            " clear between you yet. This is an agenda for a talk, not a prediction."
        )
    return t.gettext("Below you find what these answers can say, and what they cannot.")


def _gathering(t: Translator, context: ReportContext) -> list[str]:
    """How the answers were gathered, where a reader must know it."""
    day = ""
    if context.numbers_on:
        day = format_date(context.numbers_on, format="long", locale=DATES[t.language])
    out = [talk_held(t, context.numbers_by, day)] if day and not context.talk_skipped else []
    out += [talk_skipped(t, context.numbers_by, day)] if context.talk_skipped else []
    out += [left_out(t, context.left_out)] if context.left_out else []
    return out + ([unchecked(t, context.unchecked)] if context.unchecked else [])


def _facts(t: Translator, result: ScanResult, context: ReportContext) -> list[tuple[str, str]]:
    out = [(side.name, answered(t, side)) for side in result.sides]
    if context.wave:
        out.append((t.gettext("Wave"), context.wave))
    made_on = format_date(context.made_on, format="long", locale=DATES[t.language])
    out.append((t.gettext("Made on"), made_on))
    out.append((t.gettext("Tolerance"), tolerance_fact(t, result)))
    return out


def _method(t: Translator, result: ScanResult, context: ReportContext) -> list[str]:
    """The method in short, for print; the page links to the whole of it."""
    facts = {
        "points": points(t, result.tolerance),
        "low": number(t, result.low),
        "high": number(t, result.high),
        "draws": t.number(result.draws),
        "prior": points(t, result.prior_scale),
    }
    out = [
        t.gettext(
            "Everyone answered on scales from %(low)s to %(high)s what a word means to them,"
            " how important it is, and what they think the other side means."
        )
        % facts,
        t.gettext(
            "A difference counts as shared if it is smaller than the tolerance of %(points)s"
            " with a chance of at least 80%%, and as a difference if that chance is at most"
            " 20%%. In between it is not yet to say."
        )
        % facts,
        t.gettext(
            "Tension is importance times difference. The part that both sides saw coming is the"
            " seen part; the rest is the hidden part. Together they are the tension."
        ),
        t.gettext(
            "Every interval is a 95%% interval; those of the model come from %(draws)s draws."
            " The prior on a difference has a scale of %(prior)s."
        )
        % facts,
    ]
    if context.seed is not None:
        out.append(t.gettext("Random seed: %(seed)s.") % {"seed": context.seed})
    return out
