"""What programs of a party are told about decisions: that it moved on, never who voted or what."""

from datetime import timedelta

import pytest
import time_machine

from samenspel.channels.models import Delivery
from samenspel.decisions import actions
from samenspel.decisions.choices import Kind, LegalForm, Majority, News, Verdict
from samenspel.decisions.tasks import close_vote
from tests.make import NOON
from tests.make_agreements import make_two
from tests.make_channels import make_webhook
from tests.make_decisions import WEEK, counted, make_consent, make_decision, opened

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def told():
    """What was told since the beginning, by kind, to each of the two parties alike."""
    ours, theirs, here = make_two()
    hooks = [make_webhook(party, kinds=list(News)) for party in (ours, theirs)]

    def kinds():
        one, other = (sorted(each.deliveries.values_list("kind", flat=True)) for each in hooks)
        assert one == other
        return one

    return kinds, here, ours


def test_each_step_is_told_once_and_no_vote(told):
    kinds, here, ours = told
    decision = opened(make_decision(here, ours))
    counted(decision, "for", "for")
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=NOON + WEEK)
    doubt = actions.contest(
        elector=decision.electors.first(), why="Te snel", by=None, at=NOON + WEEK
    )
    again = actions.vote_again(contest=doubt, closes_at=NOON + 3 * WEEK, by=None, at=NOON + WEEK)
    actions.withdraw(decision=again, because="Klaar", by=None, at=NOON + WEEK)
    happened = [News.OPENED, News.COUNTED, News.DECLARED, News.LAPSED, News.WITHDRAWN]
    assert kinds() == sorted(happened)
    for each in Delivery.objects.all():  # an address and the number of what it is about
        assert each.subject_label == "decisions.Decision"
        assert each.path.startswith(f"/s/{here.slug}/besluiten/")


def test_that_it_closes_is_told_once_a_day_before_and_again_when_put_off(told):
    kinds, here, ours = told
    decision = make_consent(here, ours)
    last_day = NOON + WEEK - timedelta(days=1)
    for moment, times in ((last_day - HOUR, 0), (last_day, 1), (last_day + HOUR, 1)):
        with time_machine.travel(moment, tick=False):
            close_vote.func(decision.pk)
        assert kinds().count(News.CLOSING) == times
    later = actions.Amendment(text="Anders", why="x", closes_at=NOON + 2 * WEEK)
    actions.amend(decision=decision, amendment=later, count=close_vote, by=None, at=last_day + HOUR)
    for moment, times in ((NOON + WEEK, 1), (last_day + WEEK, 2), (NOON + 2 * WEEK, 2)):
        with time_machine.travel(moment, tick=False):
            close_vote.func(decision.pk)
        assert kinds().count(News.CLOSING) == times
    assert kinds().count(News.COUNTED) == 1


def test_that_a_change_of_the_statutes_comes_in_force_is_told_once(told):
    kinds, here, ours = told
    meeting = (NOON + WEEK).date() + timedelta(days=5)
    decision = opened(make_decision(
        here, ours, kind=Kind.STATUTES, legal_form=LegalForm.COOPERATIVE_UA, meeting_on=meeting,
        noticed_on=meeting - timedelta(days=9), allows_electronic=True,
        majority=Majority.TWO_THIRDS,
    ))  # fmt: skip
    counted(decision, "for", "for")
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=NOON + WEEK)
    assert News.IN_FORCE not in kinds()
    today = (NOON + WEEK).date()
    given = {"decision": decision, "on": today, "by": None, "at": NOON + WEEK}
    actions.bring_into_force(deed="Akte 12, notaris Prins", **given)
    with pytest.raises(actions.WrongStep):
        actions.bring_into_force(deed="Akte 13", **given)
    assert kinds().count(News.IN_FORCE) == 1
