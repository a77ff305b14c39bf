"""From a file of IATI to activities, of version 1.01 to 2.03."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from samenspel_report.i18n import mark, translator
from samenspel_report.iati.activities import (
    QUALITATIVE,
    RUNNING,
    Activity,
    Organisation,
    Result,
    ResultIndicator,
)

LARGEST = 20_000_000
DEEPEST = 20  # IATI itself goes nine deep; what others add to it may go deeper
ACTIVITY = "iati-activity"
OLD_DATES = {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"}
OLD_ROLES = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NO_XML = mark("This is no XML that can be read. Give an activity file of IATI.")
WITH_DOCTYPE = mark("This XML declares a document type, which no file of IATI has.")
NO_ACTIVITIES = mark("There is no activity of IATI in this file.")
TOO_DEEP = mark(
    "In this XML elements lie more than 20 deep in each other, which no file of IATI has."
)
TOO_LARGE = mark("This file is larger than 20 MB. Give a smaller file.")


class IatiError(Exception):
    """A file that cannot be read as IATI."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.message = sentence

    def sentence(self, language: str) -> str:
        """Why, in the language of who reads it."""
        return translator(language).gettext(self.message)


def read_activities(content: bytes, *, language: str) -> tuple[Activity, ...]:
    """The activities of a file, texts in this language where the file has them."""
    root = _root(content)
    elements = [root] if root.tag == ACTIVITY else root.findall(ACTIVITY)
    found = tuple(
        activity for element in elements if (activity := _activity(element, language)).identifier
    )
    if not found:
        raise IatiError(NO_ACTIVITIES)
    return found


class _Walk:
    """Refuses what could grow without end: what declares entities, and what lies too deep."""

    def __init__(self) -> None:
        self.depth = 0

    def declares(self, *_given: object) -> None:
        raise IatiError(WITH_DOCTYPE)

    def begins(self, *_given: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise IatiError(TOO_DEEP)

    def ends(self, *_given: object) -> None:
        self.depth -= 1


def _root(content: bytes) -> Element:
    """The root, of a file that was walked once and refused if it could grow without end."""
    if len(content) > LARGEST:
        raise IatiError(TOO_LARGE)
    parser, walk = expat.ParserCreate(), _Walk()
    parser.StartDoctypeDeclHandler = walk.declares
    parser.StartElementHandler, parser.EndElementHandler = walk.begins, walk.ends
    try:
        parser.Parse(content, True)  # noqa: FBT003 so is the signature of expat
        return fromstring(content)  # noqa: S314 it was walked once, and declares nothing
    except (expat.ExpatError, ParseError, ValueError, LookupError) as fault:
        raise IatiError(NO_XML) from fault


def _activity(element: Element, language: str) -> Activity:
    default = element.get(LANG, "en")
    reporting = element.find("reporting-org")
    found = [
        _organisation(each, language, default) for each in element.findall("participating-org")
    ]
    return Activity(
        identifier=" ".join((element.findtext("iati-identifier") or "").split()),
        title=_said(element.find("title"), language, default),
        description=_said(element.find("description"), language, default),
        reporting=_organisation(reporting, language, default),
        organisations=tuple(found),
        status=_code(element.find("activity-status")) or RUNNING,
        dates=tuple(_dates(element)),
        results=tuple(_result(each, language, default) for each in element.findall("result")),
    )


def _organisation(element: Element | None, language: str, default: str) -> Organisation:
    if element is None:
        return Organisation("", "")
    role = element.get("role", "")
    return Organisation(
        element.get("ref", "").strip(),
        _said(element, language, default),
        element.get("type", ""),
        OLD_ROLES.get(role.casefold(), role),
    )


def _dates(element: Element) -> Iterator[tuple[str, date]]:
    for each in element.findall("activity-date"):
        kind = each.get("type", "")
        day = _day(each.get("iso-date") or each.text or "")
        if day:
            yield OLD_DATES.get(kind, kind), day


def _result(element: Element, language: str, default: str) -> Result:
    found = (_indicator(each, language, default) for each in element.findall("indicator"))
    return Result(
        element.get("type", ""), _said(element.find("title"), language, default), tuple(found)
    )


def _indicator(element: Element, language: str, default: str) -> ResultIndicator:
    measure = element.get("measure", "1")
    numbers = _numbers(element)
    if measure not in ("1", "2"):  # in words: only the day on which it was seen
        numbers = {"actual_on": _last_seen(element)}
    return ResultIndicator(
        _said(element.find("title"), language, default),
        measure=measure if measure in ("1", "2") else QUALITATIVE,
        ascending=element.get("ascending", "1") in ("1", "true"),
        description=_said(element.find("description"), language, default),
        comment=_said(element.find("period/actual/comment"), language, default),
        **numbers,
    )


def _numbers(element: Element) -> dict[str, Any]:
    """The baseline, and of the periods the last target and the last actual."""
    baseline = element.find("baseline")
    said: dict[str, Any] = {}
    if baseline is not None:
        began = baseline.get("iso-date") or f"{baseline.get('year', '')}-01-01"
        said = {"baseline": _number(baseline), "baseline_on": _day(began)}
    periods = [
        (_day(end.get("iso-date", "")) or date.min, period)
        for period in element.findall("period")
        if (end := period.find("period-end")) is not None
    ]
    for day, period in sorted(periods, key=lambda pair: pair[0]):
        for name in ("target", "actual"):
            number = _number(period.find(name))
            if number is not None and day > date.min:
                said |= {name: number, f"{name}_on": day}
    return said


def _last_seen(element: Element) -> date | None:
    """The end of the last period of which something was told."""
    told = (each for each in element.findall("period") if each.find("actual") is not None)
    ends = (each.find("period-end") for each in told)
    days = (_day(end.get("iso-date", "")) for end in ends if end is not None)
    return max((day for day in days if day), default=None)


def _number(element: Element | None) -> Decimal | None:
    if element is None:
        return None
    try:
        number = Decimal(element.get("value", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _said(element: Element | None, language: str, default: str) -> str:
    """The narrative in this language, else the first; before 2.01 the text itself."""
    if element is None:
        return ""
    narratives = reversed(element.findall("narrative"))
    told = {each.get(LANG, default): each.text or "" for each in narratives}
    first = next(reversed(told.values()), element.text or "")
    return " ".join(told.get(language, first).split())


def _code(element: Element | None) -> str:
    return "" if element is None else element.get("code", "")
