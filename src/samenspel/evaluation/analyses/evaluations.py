"""Sealed answers to arrays, one call into the core, and what came of it for page and paper."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.evaluation import queries
from samenspel.evaluation.choices import Depth, Seen
from samenspel.evaluation.models import Evaluation, FacetAnswer
from samenspel.platform.errors import DomainError
from samenspel.platform.markup import ours

if TYPE_CHECKING:
    from samenspel_analysis.evaluation import Group
    from samenspel_report.evaluation.report import Checked, EvaluationReport

SEED = 20261130
FEW = 5  # from so many people what they wrote or saw is told as it is
BY_NAME = 2  # a side of so few people answers by name, if they agreed


class TooFewAnswers(DomainError):
    """Nothing could be shown of any side."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of an evaluation, as it is stored."""

    payload: dict[str, Any]
    remarks: dict[str, Any]
    checks: dict[str, Any]
    input_hash: str
    method_version: str


def finding_of(evaluation: Evaluation) -> Finding:
    """Lay the answers of each side side by side; what too few said is left out."""
    import numpy as np

    from samenspel_analysis.evaluation import METHOD_VERSION, Asked, evaluate
    from samenspel_report.evaluation.stored import to_json

    codes = list(evaluation.items)
    said = _said_by_side(evaluation)
    groups = [_group(side, codes, people) for side, people in said.items()]
    asked = Asked(
        tuple(codes), tuple(code.partition(".")[0] for code in codes),
        queries.POINTS[0], queries.POINTS[-1],
    )  # fmt: skip
    found = evaluate(asked, groups, rng=np.random.default_rng(SEED))
    if not any(side.n for item in found.items for side in item.sides):
        raise TooFewAnswers(
            _(
                "Too few people answered: of each side five, or fewer who all agreed to so small a "
                "group. Give it more time, and ask more people."
            )
        )
    return Finding(
        payload=to_json(found),
        remarks=_remarks(said),
        checks=_checks(evaluation, said),
        input_hash=_hash(groups),
        method_version=METHOD_VERSION,
    )


def shown(evaluation: Evaluation, language: str | None = None) -> "EvaluationReport":
    """What is stored of an evaluation, as page and paper show it."""
    from samenspel_report.evaluation.report import Around, evaluation_report
    from samenspel_report.evaluation.stored import from_json

    speaks = language or get_language() or "nl"
    stored, evaluator = evaluation.result, getattr(evaluation, "evaluator", None)
    around = Around(
        collaboration=evaluation.collaboration.name,
        kind=_("Light evaluation") if evaluation.is_light else _("Full evaluation"),
        opened_on=queries.day_of(evaluation.opened_at or evaluation.asked_at),
        remarks=stored.remarks,
        checked=[_checked(each) for each in stored.checks.values()],
        findings=evaluator.findings if evaluator else "",
        evaluator=evaluator.name if evaluator else "",
        improvements=[
            (each.what, each.owner, each.due_on)
            for each in evaluation.improvements.order_by("due_on", "pk")
        ],
    )
    asked = tuple(queries.asked_in(evaluation, speaks))
    return evaluation_report(from_json(stored.payload), asked, around, speaks)


def body_of(report: "EvaluationReport") -> SafeString:
    """The report as a part of a page."""
    from samenspel_report.evaluation.html import evaluation_body

    return ours(evaluation_body(report))


def document_of(evaluation: Evaluation) -> bytes:
    """An opened evaluation as a PDF, in the language of the reader."""
    from samenspel_report.evaluation.html import evaluation_pdf

    report = shown(evaluation)
    made_on = queries.day_of(evaluation.opened_at or evaluation.asked_at)
    return evaluation_pdf(report, get_language() or "nl", made_on)


Said = dict[Any, list[FacetAnswer]]


def _said_by_side(evaluation: Evaluation) -> dict[Any, Said]:
    """By side, by person: their answers."""
    sides: dict[Any, Said] = {side: {} for side in queries.sides_of(evaluation)}
    by_pk = {side.pk: side for side in sides}
    for answer in queries.answers_of(evaluation):
        people = sides[by_pk[answer.respondent.side_id]]
        people.setdefault(answer.respondent, []).append(answer)
    return sides


def _group(side: Any, codes: list[str], people: Said) -> "Group":
    import numpy as np

    from samenspel_analysis.evaluation import Group

    rows = [
        {code: point for answer in given if answer.facet != queries.CHECKS
         for code, point in answer.points.items()}
        for given in people.values()
    ]  # fmt: skip
    points = [[row.get(code) for code in codes] for row in rows]
    answers = np.array(points, dtype=float).reshape(len(rows), len(codes))
    agrees = np.array([person.agrees_to_small_group for person in people], dtype=bool)
    population = side.population and max(side.population, len(rows))
    return Group(side.party.name, answers, agrees, population or None)


def _remarks(said: dict[Any, Said]) -> dict[str, Any]:
    """By facet: what people of each side wrote, in the order of the alphabet, without names."""
    found: dict[str, Any] = {}
    for side, people in said.items():
        texts: dict[str, dict[Any, str]] = {}
        for person, given in people.items():
            for answer in given:
                if answer.remark:
                    texts.setdefault(answer.facet, {})[person] = answer.remark
        for facet, written in texts.items():
            if _may_tell(written, people):
                told = sorted(set(written.values()), key=lambda text: (text.casefold(), text))
                found.setdefault(facet, []).append([side.party.name, told])
    return found


def _checks(evaluation: Evaluation, said: dict[Any, Said]) -> dict[str, Any]:
    """By improvement agreed earlier: what it was, and how many of each side see it done."""
    found = {}
    for one in queries.checked_by(evaluation):
        seen = [[side.party.name, _seen(str(one.pk), people)] for side, people in said.items()]
        found[str(one.pk)] = {"what": one.what, "due_on": one.due_on.isoformat(), "seen": seen}
    return found


def _seen(improvement: str, people: Said) -> list[int] | None:
    told = {
        person: answer.points[improvement]
        for person, given in people.items() for answer in given
        if answer.facet == queries.CHECKS and improvement in answer.points
    }  # fmt: skip
    known = (Seen.DONE, Seen.PARTLY, Seen.UNDONE)
    return [list(told.values()).count(each) for each in known] if _may_tell(told, people) else None


def _may_tell(told: dict[Any, Any], side: Said) -> bool:
    """Five or more said it; or the side is one or two people who agreed to answer by name."""
    by_name = len(side) <= BY_NAME and all(person.agrees_to_small_group for person in side)
    return len(told) >= FEW or (bool(told) and by_name)


def _checked(stored: dict[str, Any]) -> "Checked":
    from samenspel_report.evaluation.report import Checked

    return Checked(
        what=stored["what"],
        due_on=date.fromisoformat(stored["due_on"]),
        seen=tuple((side, seen and tuple(seen)) for side, seen in stored["seen"]),
    )


def _hash(groups: list["Group"]) -> str:
    """For a recount only, never told: who tries every row would read what is withheld."""
    says = [[each.name, each.population, str(each.answers.tolist())] for each in groups]
    return hashlib.sha256(json.dumps(says).encode()).hexdigest()


def depth_words(depth: Depth) -> str:
    """What a depth asks, in a line."""
    from samenspel_report.evaluation import facets, minutes

    asked = facets("en", light=depth == Depth.LIGHT)
    said = {"items": sum(len(each.items) for each in asked), "minutes": minutes(asked)}
    sentences = {
        Depth.LIGHT: _("light: %(items)s questions, about %(minutes)s minutes"),
        Depth.FULL: _("full: %(items)s questions, about %(minutes)s minutes"),
    }
    return sentences[depth] % said
