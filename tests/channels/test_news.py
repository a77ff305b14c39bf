"""What programs of a party are told of a scan, an evaluation, a conversation and who takes part."""

from datetime import timedelta

import pytest

from samenspel.channels.models import Delivery
from samenspel.collaborations import actions as collaborations
from samenspel.collaborations.choices import News as Taking
from samenspel.collaborations.choices import Phase, Role
from samenspel.collaborations.tasks import mail_role_invitation
from samenspel.conversations import actions as conversations
from samenspel.conversations.choices import News as Talking
from samenspel.conversations.tasks import make_map
from samenspel.evaluation.choices import News as Looking
from samenspel.evaluation.queries import sides_of
from samenspel.meaning import actions as meaning
from samenspel.meaning.choices import News as Meaning
from samenspel.platform import events
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_channels import make_webhook
from tests.make_conversations import make_conversation, opened
from tests.make_evaluations import make_answers, make_evaluation, open_together
from tests.make_scans import LATER, accept_all, answered_by, make_draft, open_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What was told since the last time one asked, to each of the two parties alike."""
    ours, theirs, here = make_two()
    hooks = [make_webhook(party, kinds=list(events.kinds())) for party in (ours, theirs)]

    def kinds():
        one, other = (
            [(each.kind, each.path) for each in hook.deliveries.order_by("kind")] for hook in hooks
        )
        Delivery.objects.all().delete()
        assert one == other
        assert all(path.startswith(f"/s/{here.slug}/") for _kind, path in one)
        return [kind for kind, _path in one]

    return kinds, here, ours, theirs


def test_a_scan_is_told_from_its_opening_to_its_next_wave(told):
    kinds, here, ours, theirs = told
    scan = make_draft(ours, theirs, collaboration=here)
    assert kinds() == []
    scan = answered_by(open_up(scan))
    assert kinds() == [Meaning.SCAN_OPENED]
    scan = accept_all(scan, talked=False)
    assert kinds() == [Meaning.SCAN_CLOSED, Meaning.SCAN_REVEALED]
    meaning.agree(
        talk=scan.talk, concept="vertrouwen", what="Elke week bellen", owner="Mo",
        due_on=(LATER + timedelta(days=9)).date(), by=speaker_of(ours), at=LATER,
    )  # fmt: skip
    assert kinds() == [Meaning.TALK_AGREED]
    meaning.make_next_wave(scan=scan, by=speaker_of(ours), at=LATER)
    assert kinds() == [Meaning.NEXT_WAVE_MADE]


def test_an_evaluation_is_told_when_asked_and_when_opened_together(told):
    kinds, here, ours, _theirs = told
    made = make_evaluation(here, ours)
    assert kinds() == [Looking.ASKED]
    for side in sides_of(made):
        make_answers(side, *[6] * 5)
    assert kinds() == []
    open_together(made)
    assert kinds() == [Looking.OPENED]


def test_a_conversation_is_told_when_people_can_take_part_and_when_no_more(told):
    kinds, here, ours, _theirs = told
    made = make_conversation(here)
    assert kinds() == []
    found, _link = opened(made)
    assert kinds() == [Talking.CONVERSATION_OPENED]
    conversations.close_conversation(
        conversation=found, make_map=make_map, by=speaker_of(ours), at=NOON
    )
    assert kinds() == [Talking.CONVERSATION_CLOSED]


def test_who_joins_and_another_phase_are_told(told):
    kinds, here, ours, _theirs = told
    third = make_party("Derde", person=make_person("Bo"), role=Role.MANAGER)
    link = collaborations.invite(
        email="bo@derde.example", party=ours, role=None, collaboration=here,
        mail=mail_role_invitation, site="", language="nl", by=speaker_of(ours), at=NOON,
    )  # fmt: skip
    assert kinds() == []
    collaborations.accept(token=link, party=third, by=speaker_of(third), at=NOON)
    assert kinds() == [Taking.PARTY_JOINED]
    collaborations.note_phase(
        collaboration=here, phase=Phase.CONDUCT, reached_on=NOON.date(), evidence="We doen het",
        by=speaker_of(ours), at=NOON,
    )  # fmt: skip
    assert kinds() == [Taking.PHASE_NOTED]
