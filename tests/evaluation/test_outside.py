"""The outside evaluator: proposed by one, accepted by all, reads what opened and nothing before."""

import pytest
from django.core import mail
from django.urls import reverse

from samenspel.evaluation import actions, queries
from samenspel.evaluation.models import OutsideEvaluator
from samenspel.evaluation.tasks import mail_evaluator
from tests.client import HouseClient
from tests.make import make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_evaluations import NOON, make_answers, make_evaluation, open_together
from tests.make_letters import work

pytestmark = pytest.mark.django_db


def proposed(evaluation, party, person):
    return actions.ask_evaluator(
        evaluation=evaluation, name=person.name, email=person.email.upper(), party=party,
        by=None, at=NOON,
    )  # fmt: skip


def accepted(evaluation, party):
    actions.accept_evaluator(
        evaluation=evaluation, party=party, mail=mail_evaluator, by=None, at=NOON
    )


def test_reads_along_only_once_each_party_accepted_and_writes_only_once_it_opened():
    ours, theirs, here = make_two()
    made, outsider = make_evaluation(here, ours), make_person("Eva")
    path = reverse("evaluation:evaluation", args=[here.slug, made.pk])
    client = HouseClient()
    client.force_login(outsider)
    proposed(made, ours, outsider)
    assert client.get(path).status_code == 404
    accepted(made, theirs)
    work()
    assert [letter.to for letter in mail.outbox] == [[outsider.email.upper()]]
    assert client.get(path).status_code == 200
    assert client.get(reverse("portfolio:collaboration", args=[here.slug])).status_code == 404
    with pytest.raises(actions.NotForYou):
        actions.write_findings(evaluation=made, findings="Te vroeg", by=outsider, at=NOON)
    for side in queries.sides_of(made):
        make_answers(side, *[5] * 5)
    open_together(made)
    assert list(queries.read_from_outside(outsider)) == [made]
    client.post(
        reverse("evaluation:write_findings", args=[here.slug, made.pk]),
        {"findings": "Vraag elkaar wat er misging."},
    )
    ours_client = HouseClient()
    ours_client.force_login(speaker_of(ours))
    assert "Vraag elkaar wat er misging." in ours_client.get(path).content.decode()
    with pytest.raises(actions.NotForYou):
        actions.write_findings(evaluation=made, findings="x", by=speaker_of(ours), at=NOON)
    with pytest.raises(actions.NoEvaluator):
        actions.drop_evaluator(evaluation=made, party=theirs, by=None, at=NOON)


def test_each_party_can_say_no_and_nobody_of_a_party_comes_from_outside():
    ours, theirs, here = make_two()
    made, outsider = make_evaluation(here, ours), make_person("Eva")
    with pytest.raises(actions.NoEvaluator):
        proposed(made, ours, speaker_of(theirs))
    proposed(made, ours, outsider)
    with pytest.raises(actions.HasEvaluator):
        proposed(made, theirs, outsider)
    actions.drop_evaluator(evaluation=made, party=theirs, by=None, at=NOON)
    with pytest.raises(actions.NoEvaluator):
        accepted(made, ours)
    assert not made.sides.exclude(evaluator_accepted_at=None).exists()
    proposed(made, theirs, outsider)
    assert OutsideEvaluator.objects.get().accepted_at is None


def test_what_an_evaluator_wrote_goes_with_them():
    ours, _theirs, here = make_two()
    made, outsider = make_evaluation(here, ours), make_person("Eva")
    proposed(made, ours, outsider)
    actions.erase_evaluators(person=outsider, by=outsider, at=NOON)
    assert not OutsideEvaluator.objects.exists()
