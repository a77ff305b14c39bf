"""The theory of change of a party: written, drawn, checked."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Measure, Stage, Weight
from samenspel.portfolio.models import ChainStep, Indicator
from samenspel.portfolio.queries import IndicatorTold, StepTold
from tests.make import make_party, make_person, speaker_of
from tests.make_portfolio import NOON, make_arrow, make_chain, make_indicator, make_step

pytestmark = pytest.mark.django_db


def page(name, party, *args):
    return reverse(f"portfolio:{name}", args=[party.pk, *args])


def test_an_arrow_leads_onwards_and_never_round():
    party = make_party()
    first, second, third = (make_step(party, f"Stap {i}") for i in range(3))
    goal = make_step(party, "Doel", stage=Stage.IMPACT)
    make_arrow(first, second)
    make_arrow(second, third)
    with pytest.raises(actions.GoesBack, match="terug naar zichzelf"):
        make_arrow(third, first)
    with pytest.raises(actions.GoesBack, match="vooruit"):
        make_arrow(goal, first)
    with pytest.raises(actions.GoesBack):
        make_arrow(first, make_step(make_party("Ander")))
    assert len(queries.theory_of(party).arrows) == 2


def test_saying_an_arrow_again_changes_the_assumption():
    steps = make_chain(make_party())
    make_arrow(steps[0], steps[1], assumption="Nu anders")
    theory = queries.theory_of(steps[0].party)
    assert [arrow.assumption for arrow in theory.arrows] == ["Nu anders", *["Zij komen"] * 3]


def test_what_is_open_is_named():
    party = make_party()
    steps = make_chain(party)
    assert analyses.picture_of(queries.theory_of(party)).is_whole
    loose = make_step(party, "Los", stage=Stage.OUTCOME)
    make_arrow(steps[2], steps[4], assumption="")
    found = analyses.picture_of(queries.theory_of(party))
    assert found.led_to_by_none == found.leading_nowhere == found.without_indicator == (loose,)
    assert [arrow.target for arrow in found.without_assumption] == [steps[4]]
    assert found.picture.count('class="leads bare"') == 2  # wide and narrow
    assert found.picture.count('class="chain-box"') == 12


def test_a_step_keeps_to_its_arrows_and_indicators():
    steps = make_chain(make_party())

    def told(stage):
        return StepTold(stage, "Iets", Weight.CORE)

    with pytest.raises(actions.GoesBack):
        actions.change_step(step=steps[3], told=told(Stage.INPUT), by=None, at=NOON)
    actions.drop_arrow(arrow=steps[3].arrows_in.get(), by=None, at=NOON)
    with pytest.raises(actions.NotMeasured):
        actions.change_step(step=steps[3], told=told(Stage.INPUT), by=None, at=NOON)
    actions.change_step(step=steps[3], told=told(Stage.OUTPUT), by=None, at=NOON)
    steps[3].refresh_from_db()
    assert (steps[3].stage, steps[3].weight) == (Stage.OUTPUT, Weight.CORE)


def test_an_indicator_says_only_what_fits_its_measure():
    party = make_party()
    outcome = make_step(party)
    given = {"step": outcome, "by": None, "at": NOON}
    for told in (
        IndicatorTold("x", measure=Measure.QUALITATIVE, baseline=Decimal(1)),
        IndicatorTold("x", target=Decimal(1)),
        IndicatorTold("x", actual=Decimal(1)),
    ):
        with pytest.raises(actions.NotMeasured):
            actions.set_indicator(told=told, **given)
    with pytest.raises(actions.NotMeasured, match="Alleen"):
        make_indicator(make_step(party, stage=Stage.INPUT))
    make_indicator(outcome)
    with pytest.raises(actions.AlreadyThere):
        make_indicator(outcome)
    with pytest.raises(IntegrityError):
        Indicator.objects.filter(step=outcome).update(measure=Measure.QUALITATIVE)


def test_a_facilitator_and_a_stranger_do_not_write():
    party = make_party(person=make_person("Rep"))
    looks_on = make_person("Fay")
    party.representations.create(person=looks_on, role=Role.FACILITATOR)
    told = StepTold(Stage.OUTCOME, "Iets")
    for person in (looks_on, make_person("Sol")):
        with pytest.raises(actions.NotForYou):
            actions.add_step(party=party, told=told, by=person, at=NOON)
    actions.add_step(party=party, told=told, by=User.objects.get(name="Rep"), at=NOON)
    assert ChainStep.objects.get().name == "Iets"


def test_someone_writes_the_whole_chain_in_pages(signed_in):
    party = make_party()
    browser = signed_in(speaker_of(party))
    given = {"stage": "output", "name": "Maaltijden", "weight": "supporting"}
    browser.post(page("theory", party), given)
    answer = browser.post(page("theory", party), given | {"stage": "outcome", "name": "Gezond"})
    meals, healthy = ChainStep.objects.order_by("pk")
    assert answer.url == page("chain_step", party, healthy.pk)
    twice = browser.post(page("theory", party), given)
    assert twice.status_code == 422
    arrow = {"target": healthy.pk, "assumption": "Wie komt, eet mee"}
    browser.post(page("draw_arrow", party, meals.pk), arrow)
    indicator = {
        "name": "Kinderen", "measure": "unit", "unit": "kinderen", "target": "1.250,5",
        "target_on": "2027-01-01", "source": "Juf",
    }  # fmt: skip
    browser.post(page("new_indicator", party, healthy.pk), indicator)
    kept = Indicator.objects.get()
    assert (kept.target, kept.target_on) == (Decimal("1250.5"), date(2027, 1, 1))
    shown = browser.get(page("theory", party)).text
    assert "Wie komt, eet mee" in shown
    assert shown.count('class="pic chain') == 2
    changed = indicator | {"actual": "900", "actual_on": "2026-05-01"}
    browser.post(page("indicator", party, kept.pk), changed)
    assert "900" in browser.get(page("chain_step", party, healthy.pk)).text
    browser.post(page("drop_indicator", party, kept.pk))
    browser.post(page("drop_arrow", party, meals.arrows_out.get().pk))
    browser.post(page("drop_step", party, meals.pk))
    theory = queries.theory_of(party)
    assert ([step.name for step in theory.steps], theory.arrows) == (["Gezond"], ())
    assert audit.verify().is_whole


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_chains_as_for_one(
    signed_in, number, django_assert_num_queries
):
    party = make_party()
    for i in range(number):
        step = make_step(party, f"Van {i}", stage=Stage.OUTPUT)
        outcome = make_step(party, f"Naar {i}")
        make_arrow(step, outcome)
        make_indicator(outcome)
    browser = signed_in(speaker_of(party))
    with django_assert_num_queries(7):
        browser.get(page("theory", party))


def test_the_example_has_a_theory_with_something_open(signed_in):
    for _time in range(2):
        call_command("load_example")
        call_command("load_portfolio")
    assert ChainStep.objects.count() == 11
    noor = User.objects.get(email="noor@volletafel.example")
    shown = signed_in(noor).get(page("theory", ChainStep.objects.first().party))
    assert not shown.context["picture"].is_whole
    assert "Aan tafel leren mensen elkaar kennen." in shown.text
