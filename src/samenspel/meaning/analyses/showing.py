"""A stored finding as people read it. Nothing is calculated again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.cache import caches
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspel.meaning.models import Scan, ScanResult
from samenspel.platform.markup import ours

from .naming import in_language, questions_in
from .reading import SEED

if TYPE_CHECKING:
    from samenspel_analysis.meaning.results import ScanResult as Found
    from samenspel_report.pictures import Word
    from samenspel_report.scan import ReportContext

VERSION = version("samenspel")  # reading it takes half a millisecond
MANY_PAIRS = 3  # of three sides; from here on each pair has a page
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result on a page: its heading and the fragment below it."""

    heading: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class Showpiece:
    """One scale of the first word to talk about: its poles, its picture and what it says."""

    word: str
    poles: tuple[str, str]
    picture: SafeString
    legend: tuple[tuple[SafeString, str], ...]
    heading: str
    sentence: str


def outcome_of(result: ScanResult, language: str, reader: str | None = None) -> Outcome:
    """The whole result in the language of whoever reads it.

    `reader` names the side that reads it as "we"; each side has its own kept page.
    """
    heading, body = kept(
        result,
        f"outcome{place_of(result, reader)}",
        language,
        lambda: _outcome(result, language, reader),
    )
    return Outcome(heading, ours(body))


def movement_of(result: ScanResult, language: str, reader: str | None = None) -> Outcome | None:
    """What moved since the wave before; nothing where no wave came before."""
    if not result.payload.get("waves"):
        return None
    kind = f"movement{place_of(result, reader)}"
    heading, body = kept(result, kind, language, lambda: _movement(result, language, reader))
    return Outcome(heading, ours(body))


def patterns() -> SafeString:
    """What pictures are filled with; once on a page that holds pictures but no whole result."""
    from samenspel_report.pictures import defs

    return ours(defs())


def undercurrent_of(result: ScanResult | None) -> str:
    """What a small picture of a collaboration shows below the line, from its latest scan."""
    from samenspel_report.pictures import undercurrent_glyph

    if result is None:
        return undercurrent_glyph(())

    def make() -> str:
        pairs = finding_from(result.payload).pairs
        return undercurrent_glyph(pairs[0].concepts if pairs else ())

    return kept(result, "undercurrent", "", make)


def read_for_undercurrents(results: Iterable[ScanResult]) -> None:
    """Of results read without what they found, read that at once where nothing is drawn of it."""
    cache = caches["documents"]
    waiting = [each for each in results if _key(each, "undercurrent", "") not in cache]
    if waiting:
        keys = [each.pk for each in waiting]
        found = dict(ScanResult.objects.filter(pk__in=keys).values_list("pk", "payload"))
        for each in waiting:
            each.payload = found[each.pk]


def strands_of(result: ScanResult | None, language: str) -> "tuple[Word, ...]":
    """The words between the first two sides of a scan, the most seen first, for the two streams."""
    from samenspel_report.i18n import translator
    from samenspel_report.pictures import Word
    from samenspel_report.pictures.strand import seen_of
    from samenspel_report.sentences.words import state_name

    if result is None:
        return ()
    pairs = found_in(result, language)[0].pairs
    words = sorted(pairs[0].concepts if pairs else (), key=seen_of, reverse=True)
    t = translator(language)
    return tuple(Word(each, each.concept, state_name(t, each.state)) for each in words)


def showpiece_of(result: ScanResult, language: str) -> Showpiece | None:
    """The first word of the agenda on the scale where its sides differ most."""
    return kept(result, "showpiece", language, lambda: _showpiece(result, language))


def _showpiece(result: ScanResult, language: str) -> Showpiece | None:
    from samenspel_report.pictures import key
    from samenspel_report.scan.report import scan_report

    found, context = found_in(result, language)
    report = scan_report(found, context, language, None)
    if not report.pairs or not report.pairs[0].agenda:
        return None
    pair, word = report.pairs[0], report.pairs[0].agenda[0]
    numbers = next(w for w in found.pairs[0].concepts if w.concept == word.name)
    apart = [abs(scale.difference.value or 0) for scale in numbers.scales]
    scale = word.scales[apart.index(max(apart))]
    return Showpiece(
        word=word.name,
        poles=scale.poles,
        picture=ours(scale.drawing.svg),
        legend=tuple(
            (ours(key(square=item.square, guessed=item.guessed)), item.words)
            for item in pair.legend
        ),
        heading=scale.heading,
        sentence=scale.sentence,
    )


def place_of(result: ScanResult, reader: str | None) -> str:
    """What keeps the page of one side apart from that of another; empty for nobody's."""
    names = [side["name"] for side in result.payload["sides"]]
    return f"-side{names.index(reader)}" if reader in names else ""


def _outcome(result: ScanResult, language: str, reader: str | None) -> tuple[str, str]:
    from samenspel_report.scan import overview_body, scan_body, scan_title

    found, context = found_in(result, language)
    context = replace(context, source=None)  # told above
    if len(found.pairs) < MANY_PAIRS or result.scan.collaboration.is_example:
        return scan_title(found, language), scan_body(found, context, language, perspective=reader)
    urls = tuple(f"paar/{place}/" for place in range(1, len(found.pairs) + 1))
    context = replace(context, pair_urls=urls)
    return scan_title(found, language), overview_body(found, context, language)


def pairs_in(result: ScanResult) -> list[tuple[int, str, str]]:
    """The place and both sides of each pair; nothing where there is one pair only."""
    found = enumerate(result.payload.get("pairs", ()), start=1)
    pairs = [(place, *pair["sides"]) for place, pair in found]
    return pairs if len(pairs) >= MANY_PAIRS else []


def pair_of(result: ScanResult, language: str, place: int, reader: str | None = None) -> Outcome:
    """One pair of three sides or more; the first is 1. `reader` as in `outcome_of`."""

    def make() -> tuple[str, str]:
        from samenspel_report.scan import pair_body

        return pair_body(*found_in(result, language), language, place, perspective=reader)

    kind = f"pair{place}{place_of(result, reader)}"
    heading, body = kept(result, kind, language, make)
    return Outcome(heading, ours(body))


def _movement(result: ScanResult, language: str, reader: str | None) -> tuple[str, str]:
    from samenspel_report.scan import movement_body, movement_title

    found, context = found_in(result, language)
    context = replace(context, method_url=reverse("platform:method", args=["waves"]))
    body = movement_body(found, context, language, perspective=reader)
    return movement_title(found, language), body


def found_in(result: ScanResult, language: str, site: str = "") -> "tuple[Found, ReportContext]":
    """A stored finding, with what a report needs to know beside the numbers."""
    from samenspel_report.scan import ReportContext

    payload, context = in_language(result.payload, result.context, language)
    scan = result.scan
    return finding_from(payload), ReportContext(
        title=f"{scan.collaboration.name}: {scan.title}",
        made_on=scan.made_on,
        method_url=site + reverse("platform:method", args=["meaning"]),
        poles={(word, scale): (low, high) for word, scale, low, high in context["poles"]},
        voices={(word, side): tuple(texts) for word, side, texts in context["voices"]},
        questions=questions_in(payload, language),
        source=_source(scan),
        seed=SEED,
        wave=scan.wave_label or None,
        left_out=tuple(context.get("left_out", ())),
        unchecked=tuple(context.get("unchecked", ())),
    )


def _source(scan: Scan) -> str | None:
    if scan.collaboration.is_example:
        return _("An example: the organisations, the people and their answers are fictional")
    if scan.brought_in_by is None:
        return None
    return _("Not sealed, brought in by %(party)s") % {"party": scan.brought_in_by.name}


def finding_from(payload: dict[str, Any]) -> "Found":
    """A stored finding as the analysis gave it."""
    from samenspel_report.result_json import from_json

    return from_json(payload)


def forget_documents() -> None:
    """Throw away every document; what is asked for again is made again."""
    caches["documents"].clear()


def kept(result: ScanResult, kind: str, language: str, make: Callable[[], T]) -> T:
    """What `make` makes of a result; made once for each kind, language and version."""
    cache, key = caches["documents"], _key(result, kind, language)
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found)
    return found


def _key(result: ScanResult, kind: str, language: str) -> str:
    made_by = f"{result.method_version}-{VERSION}"
    return f"{result.pk}-{result.input_hash}-{made_by}-{kind}-{language}"
