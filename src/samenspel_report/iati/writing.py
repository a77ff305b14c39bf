"""From activities to a file of IATI 2.03; elements in the order of its schema."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from samenspel_report.iati.activities import Activity, Organisation, Result, ResultIndicator

VERSION = "2.03"
NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_activities(activities: Sequence[Activity], *, made_at: datetime, language: str) -> bytes:
    """The file; the same input gives the same bytes. Control characters are left out."""
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(made_at)})
    for activity in activities:
        _activity(root, activity, _moment(made_at), language)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _activity(root: Element, activity: Activity, moment: str, language: str) -> None:
    told = {"last-updated-datetime": moment, LANG: language, "hierarchy": "1"}
    element = SubElement(root, "iati-activity", told)
    SubElement(element, "iati-identifier").text = _clean(activity.identifier)
    reporting = activity.reporting
    _organisation(element, "reporting-org", reporting, {"ref": reporting.number})
    _narrated(element, "title", activity.title)
    _narrated(element, "description", activity.description or activity.title)
    for each in activity.organisations:
        told = {"ref": each.number} if each.number else {}
        _organisation(element, "participating-org", each, told | {"role": each.role})
    SubElement(element, "activity-status", {"code": activity.status})
    for kind, day in activity.dates:
        SubElement(element, "activity-date", {"iso-date": day.isoformat(), "type": kind})
    for result in activity.results:
        if result.indicators:
            _result(element, result, activity)


def _organisation(parent: Element, name: str, told: Organisation, known: dict[str, str]) -> None:
    kind = {"type": told.kind} if told.kind else {}
    _narrated(parent, name, told.name, known | kind)


def _result(parent: Element, result: Result, activity: Activity) -> None:
    element = SubElement(parent, "result", {"type": result.kind})
    _narrated(element, "title", result.title)
    begins = activity.dates[0][1]
    for each in result.indicators:
        told = {"measure": each.measure, "ascending": "1" if each.ascending else "0"}
        indicator = SubElement(element, "indicator", told)
        _narrated(indicator, "title", each.title)
        if each.description:
            _narrated(indicator, "description", each.description)
        _baseline(indicator, each)
        _periods(indicator, each, each.baseline_on or begins)


def _baseline(parent: Element, told: ResultIndicator) -> None:
    if told.baseline is not None and told.baseline_on is not None:
        day = told.baseline_on
        known = {
            "year": str(day.year),
            "iso-date": day.isoformat(),
            "value": _number(told.baseline),
        }
        SubElement(parent, "baseline", known)


def _periods(parent: Element, told: ResultIndicator, begins: date) -> None:
    """One period up to each day; where the target and the actual are of one day, they share it."""
    ends: dict[date, Element] = {}
    for name, value, day in (
        ("target", told.target, told.target_on), ("actual", told.actual, told.actual_on)
    ):  # fmt: skip
        if day is None or (value is None and not (name == "actual" and told.comment)):
            continue
        period = ends.get(day)
        if period is None:
            period = ends[day] = SubElement(parent, "period")
            SubElement(period, "period-start", {"iso-date": min(begins, day).isoformat()})
            SubElement(period, "period-end", {"iso-date": day.isoformat()})
        known = {"value": _number(value)} if value is not None else {}
        element = SubElement(period, name, known)
        if name == "actual" and told.comment:
            _narrated(element, "comment", told.comment)


def _narrated(parent: Element, name: str, words: str, known: dict[str, str] | None = None) -> None:
    element = SubElement(parent, name, {key: _clean(value) for key, value in (known or {}).items()})
    if told := _clean(words).strip():  # an organisation may be known by its number alone
        SubElement(element, "narrative").text = told


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _clean(words: str) -> str:
    """Without what XML cannot hold."""
    return NOT_IN_XML.sub("", words)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
