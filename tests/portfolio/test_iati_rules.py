"""What we write for IATI keeps the rules of release 2.03: elements, attributes, codes and days.

The order of elements, which must be there and which may be there once are those of the activity
schema of 19 February 2018 (IATI/IATI-Schemas), written down here as facts.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from samenspel.portfolio.choices import Measure, Stage, Standing, Strength
from tests.make_portfolio import NOON, make_entry, make_indicator, make_step
from tests.portfolio.test_iati import exported, make_ours

DATA = Path(__file__).parents[3] / "shared" / "data" / "08_portfolio"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DAY, TODAY = timedelta(days=1), NOON.date()
A_DAY = r"\d{4}-\d{2}-\d{2}"
A_MOMENT = A_DAY + r"T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)"
A_NUMBER = r"-?\d+(\.\d+)?"
A_SIDE = "1|2|3|4"
VALUES = ("baseline", "target", "actual")
A_FLAG = "0|1|true|false"
SAID_OF_A_VALUE = "location dimension comment document-link"
ORGANISATION_TYPE = "10|11|15|21|22|23|24|30|40|60|70|71|72|73|80|90"


@dataclass(frozen=True)
class Rule:
    """Which children in which order, which are needed or may be there once; what attributes say."""

    children: str = ""
    needs: str = ""
    once: str = ""
    given: dict[str, str] = field(default_factory=dict)
    may: dict[str, str] = field(default_factory=dict)


RULES = {
    "iati-activities": Rule(
        "iati-activity", "iati-activity", "", {"version": r"2\.03"},
        {"generated-datetime": A_MOMENT},
    ),
    "iati-activity": Rule(
        "iati-identifier reporting-org title description participating-org other-identifier"
        " activity-status activity-date contact-info activity-scope recipient-country"
        " recipient-region location sector tag country-budget-items humanitarian-scope"
        " policy-marker collaboration-type default-flow-type default-finance-type"
        " default-aid-type default-tied-status budget planned-disbursement capital-spend"
        " transaction document-link related-activity legacy-data conditions result crs-add fss",
        "iati-identifier reporting-org title description participating-org activity-status"
        " activity-date",
        "iati-identifier reporting-org title activity-status activity-scope country-budget-items"
        " collaboration-type default-flow-type default-finance-type default-tied-status"
        " capital-spend conditions crs-add fss",
        may={"last-updated-datetime": A_MOMENT, LANG: "[a-z]{2}", "hierarchy": r"\d+"},
    ),
    "iati-identifier": Rule(),
    "reporting-org": Rule("narrative", "narrative", "", {"ref": r"\S+", "type": ORGANISATION_TYPE}),
    "title": Rule("narrative", "narrative"),
    "description": Rule("narrative", "narrative", may={"type": A_SIDE}),
    "participating-org": Rule(
        "narrative", "", "", {"role": A_SIDE}, {"ref": r"\S+", "type": ORGANISATION_TYPE}
    ),
    "activity-status": Rule(given={"code": "1|2|3|4|5|6"}),
    "activity-date": Rule("narrative", "", "", {"iso-date": A_DAY, "type": A_SIDE}),
    "result": Rule(
        "title description document-link reference indicator", "title indicator",
        "title description", {"type": "1|2|3|9"}, {"aggregation-status": A_FLAG},
    ),
    "indicator": Rule(
        "title description document-link reference baseline period", "title",
        "title description", {"measure": "1|2|3|4|5"},
        {"ascending": A_FLAG, "aggregation-status": A_FLAG},
    ),
    "baseline": Rule(
        "location dimension document-link comment", "", "comment", {"year": r"\d{4}"},
        {"iso-date": A_DAY, "value": A_NUMBER},
    ),
    "period": Rule(
        "period-start period-end target actual", "period-start period-end",
        "period-start period-end",
    ),
    "period-start": Rule(given={"iso-date": A_DAY}),
    "period-end": Rule(given={"iso-date": A_DAY}),
    "target": Rule(SAID_OF_A_VALUE, "", "comment", may={"value": A_NUMBER}),
    "actual": Rule(SAID_OF_A_VALUE, "", "comment", may={"value": A_NUMBER}),
    "comment": Rule("narrative", "narrative"),
    "narrative": Rule(may={LANG: "[a-z]{2}"}),
}  # fmt: skip


def faults(element, *, only=False):
    """What breaks a rule; with `only` what the table does not know is passed over."""
    rule = RULES[element.tag]
    known = rule.children.split()
    tags = [each.tag for each in element if not only or each.tag in known]
    if any(tag not in known for tag in tags) or tags != sorted(tags, key=known.index):
        yield f"{element.tag}: order {tags}"
    yield from (f"{element.tag}: no {each}" for each in rule.needs.split() if each not in tags)
    yield from (f"{element.tag}: more {each}" for each in rule.once.split() if tags.count(each) > 1)
    yield from faults_said(element, rule, only=only)
    for each in element:
        if each.tag in RULES:
            yield from faults(each, only=only)


def faults_said(element, rule, *, only):
    """What breaks a rule in the attributes and the text of an element itself."""
    if element.tag in ("narrative", "iati-identifier") and not (element.text or "").strip():
        yield f"{element.tag}: nothing in it"
    yield from (f"{element.tag}: no {name}" for name in rule.given.keys() - element.keys())
    patterns = rule.given | rule.may
    for name, value in element.items():
        if name not in patterns:
            yield from [] if only else [f"{element.tag}: {name}"]
        elif not re.fullmatch(patterns[name], value):
            yield f"{element.tag}: {name} {value}"


def faults_between(activity, today):
    """What the elements of an activity say against each other."""
    days = {each.get("type"): each.get("iso-date") for each in activity.iter("activity-date")}
    ref = activity.find("reporting-org").get("ref")
    organisations, periods = activity.iter("participating-org"), activity.iter("period")
    numbers = activity.iterfind(".//indicator[@measure='5']//*[@value]")
    measured = [each for each in activity.iter("indicator") if each.get("measure") in ("1", "2")]
    values = [each for one in measured for tag in VALUES for each in one.iter(tag)]
    for what, is_wrong in (
        ("another identifier", not activity.findtext("iati-identifier").startswith(f"{ref}-")),
        ("no beginning", not days.keys() & {"1", "2"}),
        ("done on a day to come", any(days.get(kind, "") > f"{today}" for kind in "24")),
        ("nobody", any(not o.get("ref") and o.find("narrative") is None for o in organisations)),
        ("a number with words", next(numbers, None) is not None),
        ("no number where one counts", any(not each.get("value") for each in values)),
        ("ends before it begins", any(is_backwards(each) for each in periods)),
    ):
        if is_wrong:
            yield what


def is_backwards(period):
    start, end = (period.find(f"period-{name}").get("iso-date") for name in ("start", "end"))
    return start > end


def everything():
    """A portfolio with every standing, days in the past and to come, and each sort of number."""
    party = make_ours()
    links = {}
    for stage in (Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT):
        step = make_step(party, f"Stap {stage.value} \x0b\ufffe", stage=stage)
        make_indicator(step, baseline=1, baseline_on=TODAY - 90 * DAY, actual="2.5",
                       actual_on=TODAY, goes_down=True, source="Telling")  # fmt: skip
        make_indicator(step, "Woorden", measure=Measure.QUALITATIVE, target=None, target_on=None,
                       in_words="Het gaat goed", actual_on=TODAY)  # fmt: skip
        make_indicator(step, "Leeg", target=None, target_on=None)
        if stage == Stage.OUTCOME:
            links[step.pk] = Strength.MAIN
    for n, standing in enumerate(Standing):
        for begins in (TODAY - 30 * DAY, TODAY + 30 * DAY):
            make_entry(party, f"{standing.value} <&> {begins}", standing=standing, links=links,
                       begins_on=begins, ends_on=begins + 10 * n * DAY, partner="" if n else "Kok",
                       partner_org_id="NL-KVK-9" if n % 2 else "")  # fmt: skip
    return party


def all_faults(root, today=TODAY):
    return [*faults(root), *(f for each in root for f in faults_between(each, today))]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_is_kept_whatever_stands_in_the_portfolio(language):
    root = ElementTree.fromstring(exported(everything(), language))  # noqa: S314 we wrote it
    assert len(root) == 2 * len(Standing)
    assert all_faults(root) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "spoil"),
    [
        (".//activity-status", lambda each: each.set("code", "7")),
        (".//reporting-org", lambda each: each.attrib.pop("type")),
        (".//iati-activity", lambda each: each.append(each[4])),
        (".//result", lambda each: each.insert(0, each[0])),
        (".//indicator[@measure='1']//target", lambda each: each.attrib.pop("value")),
        (".//title/narrative", lambda each: setattr(each, "text", " ")),
        (".//activity-date[@type='2']", lambda each: each.set("iso-date", "2030-01-01")),
        (".//indicator[@measure='5']//actual", lambda each: each.set("value", "3")),
        (".//period-start", lambda each: each.set("iso-date", "2031-01-01")),
        (".//baseline", lambda each: each.set("soort", "x")),
    ],
)
def test_a_file_that_breaks_a_rule_is_found(where, spoil):
    root = ElementTree.fromstring(exported(everything()))  # noqa: S314 we wrote it
    spoil(root.find(where))
    assert len(all_faults(root)) == 1


@pytest.mark.realdata
@pytest.mark.skipif(not DATA.exists(), reason="the data is not here")
def test_the_rules_are_those_of_the_official_example():
    path = DATA / "iati_203_example" / "activity-standard-example-annotated.xml"
    root = ElementTree.parse(path).getroot()  # noqa: S314 kept by the project
    assert list(faults(root, only=True)) == []
    seen = {each.tag for each in root.iter()}
    assert RULES.keys() <= seen
