"""A version is proposed by one party and holds once each accepted it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from samenspel.agreements import actions, analyses, queries
from samenspel.agreements.analyses import SentenceFate, compared, sentences_of
from samenspel.agreements.choices import Changers, Standing
from samenspel.agreements.models import GoalTarget
from samenspel.collaborations.choices import Role
from samenspel.platform.models import AuditEvent
from tests.make import make_collaboration, make_party, make_person, speaker_of
from tests.make_agreements import NOON, WORDING, accept_by_all, make_proposal, make_two
from tests.make_letters import work

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHER = replace(WORDING, what="We koken op vrijdag. Wij brengen brood.")


def change(agreement, party, wording=OTHER, *, by=None, at=NOON):
    return actions.propose_change(
        agreement=agreement, wording=wording, why="Omdat", party=party, by=by, at=at
    )


def test_a_version_holds_once_each_party_accepted():
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    assert queries.waiting_for(version) == [theirs]
    assert version.standing == Standing.PROPOSED
    actions.accept(version=version, party=theirs, by=speaker_of(theirs), at=NOON + DAY)
    version.refresh_from_db()
    assert (version.standing, version.closed_at) == (Standing.ACCEPTED, NOON + DAY)
    assert [event.action for event in AuditEvent.objects.order_by("position")] == [
        "agreements.proposed",
        "agreements.accepted",
    ]


def test_three_parties_each_have_to_accept():
    ours, theirs, here = make_two()
    third = make_party("Wij")
    here.participations.create(party=third)
    version = make_proposal(here, ours)
    actions.accept(version=version, party=theirs, by=None, at=NOON)
    version.refresh_from_db()
    assert version.standing == Standing.PROPOSED
    actions.accept(version=version, party=third, by=None, at=NOON)
    version.refresh_from_db()
    assert version.standing == Standing.ACCEPTED


def test_what_was_agreed_holds_until_the_change_is_accepted():
    ours, theirs, here = make_two()
    first = accept_by_all(make_proposal(here, ours))
    second = change(first.agreement, theirs)
    first.refresh_from_db()
    assert (second.number, first.standing, second.standing) == (2, "accepted", "proposed")


def test_a_party_that_declines_says_why_and_closes_the_proposal():
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    person = speaker_of(theirs)
    actions.decline(version=version, party=theirs, because="Te vroeg", by=person, at=NOON)
    version.refresh_from_db()
    assert (version.standing, version.declined_for) == (Standing.DECLINED, theirs)
    with pytest.raises(actions.ProposalClosed):
        actions.accept(version=version, party=theirs, by=person, at=NOON)


def test_who_proposed_takes_it_back():
    ours, _theirs, here = make_two()
    version = make_proposal(here, ours)
    actions.decline(version=version, party=ours, because="Fout", by=None, at=NOON)
    version.refresh_from_db()
    assert (version.standing, version.declined_for) == (Standing.WITHDRAWN, None)


def test_accepting_twice_leaves_one_line():
    ours, theirs, here = make_two()
    here.participations.create(party=make_party("Wij"))
    version = make_proposal(here, ours)
    for _ in range(2):
        actions.accept(version=version, party=theirs, by=None, at=NOON)
    assert version.acceptances.count() == 2
    assert AuditEvent.objects.filter(action="agreements.accepted").count() == 1


def test_one_proposal_at_a_time():
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    with pytest.raises(actions.ProposalOpen):
        change(version.agreement, theirs)
    version.pk, version.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


def test_a_change_that_changes_nothing_is_refused():
    ours, _theirs, here = make_two()
    version = accept_by_all(make_proposal(here, ours))
    with pytest.raises(actions.NothingChanged):
        change(version.agreement, ours, WORDING)


def test_an_agreement_needs_another_party():
    alone = make_party("Alleen")
    with pytest.raises(actions.AloneHere):
        make_proposal(make_collaboration(alone), alone)


@pytest.mark.parametrize(
    ("wording", "refusal"),
    [
        (replace(WORDING, review_on=NOON.date()), actions.ReviewInThePast),
        (replace(WORDING, goals=["18"]), actions.UnknownTarget),
        (replace(WORDING, goals=["3", "3.d", "3.e"]), actions.UnknownTarget),
    ],
)
def test_a_wording_that_cannot_be_is_refused(wording, refusal):
    ours, _theirs, here = make_two()
    with pytest.raises(refusal):
        make_proposal(here, ours, wording=wording)
    assert here.agreements.count() == 0


def test_nobody_decides_for_a_party_they_do_not_speak_for():
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    facilitator = make_person("Fay")
    theirs.representations.create(person=facilitator, role=Role.FACILITATOR)
    for person in (speaker_of(ours), facilitator):
        with pytest.raises(actions.NotForYou):
            actions.accept(version=version, party=theirs, by=person, at=NOON)


def test_where_only_managers_may_change_it_a_representative_may_not():
    ours, theirs, here = make_two()
    wording = replace(WORDING, changers=Changers.MANAGERS)
    version = accept_by_all(make_proposal(here, ours, wording=wording))
    colleague = make_person("Rob")
    ours.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    with pytest.raises(actions.NotForYou):
        change(version.agreement, ours, by=colleague)
    assert change(version.agreement, theirs, by=speaker_of(theirs)).number == 2


def test_there_are_169_targets():
    codes = queries.target_codes()
    assert len(codes) == len(set(codes)) == 169
    assert (codes[0], codes[-1], "12.c" in codes) == ("1.1", "17.19", True)


def test_texts_of_targets_come_from_a_file(tmp_path, capsys):
    file = tmp_path / "targets.csv"
    file.write_text("code,nl,en\n3.4,Minder ziek,Less ill\n")
    call_command("load_goal_targets", file)
    assert analyses.goals_in_words(["3", "3.4", "3.5"]) == [
        "3 goede gezondheid en welzijn", "3.4 Minder ziek", "3.5"
    ]  # fmt: skip
    file.write_text("code,nl,en\n18.1,Niets,Nothing\n")
    with pytest.raises(CommandError, match=r"18\.1"):
        call_command("load_goal_targets", file)
    assert GoalTarget.objects.count() == 1


def test_versions_are_compared_sentence_by_sentence():
    before = sentences_of("We koken op dinsdag. Wij brengen brood.\nIedereen eet.")
    after = sentences_of("We koken op vrijdag. Wij brengen brood.\nIedereen eet. Niemand betaalt.")
    assert [(each.fate, each.text) for each in compared(before, after)] == [
        (SentenceFate.GONE, "We koken op dinsdag."),
        (SentenceFate.NEW, "We koken op vrijdag."),
        (SentenceFate.KEPT, "Wij brengen brood."),
        (SentenceFate.KEPT, "Iedereen eet."),
        (SentenceFate.NEW, "Niemand betaalt."),
    ]


def test_only_the_part_that_changed_is_marked():
    ours, theirs, here = make_two()
    first = accept_by_all(make_proposal(here, ours))
    second = change(first.agreement, theirs)
    changed = [part.title for part in analyses.changes(first, second) if part.has_changed]
    assert changed == ["Wat we doen"]


def test_a_review_date_is_announced_two_weeks_before_and_once(mailoutbox):
    from samenspel.agreements.tasks import mail_review

    ours, _theirs, here = make_two()
    version = accept_by_all(make_proposal(here, ours))
    near = date(2027, 1, 1)
    assert list(queries.versions_to_remind_of(near - DAY)) == []
    assert list(queries.versions_to_remind_of(near)) == [version]
    given = {"version": version, "mail": mail_review, "by": None, "at": NOON}
    assert actions.remind_of_review(**given) == 2
    assert actions.remind_of_review(**given) == 0
    assert list(queries.versions_to_remind_of(near)) == []
    work()
    (letter,) = [each for each in mailoutbox if each.to == [speaker_of(ours).email]]
    assert letter.subject == "‘Ontbijt’ van Samen proberen: tijd om er opnieuw naar te kijken"
    assert f"/s/{here.slug}/afspraken/{version.agreement_id}/" in letter.body
    assert len(mailoutbox) == 2


def test_a_version_that_was_replaced_is_not_announced():
    ours, theirs, here = make_two()
    first = accept_by_all(make_proposal(here, ours))
    accept_by_all(change(first.agreement, theirs, replace(OTHER, review_on=date(2028, 1, 1))))
    assert list(queries.versions_to_remind_of(date(2027, 1, 10))) == []
