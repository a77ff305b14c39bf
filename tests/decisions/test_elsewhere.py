"""A vote in another system: the list goes out, its result comes in, and no vote too many."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.actions import GivenResult
from samenspel.decisions.choices import Form, Said, Secrecy, State, Verdict, Voters
from samenspel.decisions.models import Decision, VoteElsewhere
from samenspel.decisions.tasks import close_vote
from samenspel.platform.models import AuditEvent
from samenspel_report.decision.document import differences, recounted
from samenspel_report.minutes import minutes_markdown
from tests.client import check_page
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import WEEK, make_choice, make_decision, make_vote_by_people, opened

pytestmark = pytest.mark.django_db
LATER = NOON + WEEK
ADDRESS = "https://stem.example/verkiezing/1"
BELENIOS = {"num_tallied": "6", "result": [[4, 1, 1]]}


def page(name, decision):
    return reverse(f"decisions:{name}", args=[decision.collaboration.slug, decision.pk])


def make_elsewhere(people=6, **terms):
    """An open vote elsewhere by so many people, where it is known where."""
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, people - 2, secrecy=Secrecy.ELSEWHERE, **terms)
    actions.point_to(decision=decision, address=ADDRESS, by=None, at=NOON)
    return decision


def bring_in(decision, told, voted=6, *, at=LATER, by=None):
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    given = GivenResult(content, "result.json", voted)
    return actions.bring_in_result(decision=decision, given=given, by=by, at=at)


@pytest.mark.parametrize("told", [BELENIOS, {"result": [[4, 1, 1]]}, [[4, 1, 1]]])
def test_a_result_of_belenios_or_helios_is_counted_and_anyone_counts_it_again(told, tmp_path):
    decision = make_elsewhere()
    tally = bring_in(decision, told)
    total = tally.document["result"]["trace"]["total"]
    assert (tally.verdict, total["for"], total["against"], total["blank"]) == (
        Verdict.ADOPTED, 4, 1, 1,
    )  # fmt: skip
    path = tmp_path / "telling.json"
    path.write_text(json.dumps(tally.document))
    assert differences(*recounted(path)) == []
    kept = VoteElsewhere.objects.get()
    assert json.loads(kept.result) == told
    assert kept.result_digest == analyses.digest_of(json.dumps(told))
    minutes = minutes_markdown(analyses.minutes_of(Decision.objects.get()))
    assert kept.result_digest in minutes
    assert "Deden mee: 6" in minutes or "deden mee: 6" in minutes.lower()


@pytest.mark.parametrize(
    ("told", "voted", "said"),
    [
        ([[5, 1, 1]], 7, "7 stemmen, en er mogen maar 6 mensen stemmen"),
        ([[4, 1, 1]], 5, "6 stemmen, en jij zegt dat 5 mensen stemden"),
        ({"num_tallied": "5", "result": [[4, 1, 1]]}, 6, "5 stemmen geteld zijn"),
        ({"num_tallied": 10**4000, "result": [[4, 1, 1]]}, 6, "in een heel getal"),
        ({"num_tallied": [[6] * 9] * 9, "result": [[4, 1, 1]]}, 6, "in een heel getal"),
        ({"num_tallied": True, "result": [[1, 0, 0]]}, 1, "in een heel getal"),
        ({"num_tallied": "6" * 99, "result": [[4, 1, 1]]}, 6, "in een heel getal"),
        ([[4, 1]], 6, "en jij zegt"),
        ([[4, 1, 1, 0]], 6, "meer of minder antwoorden"),
        ([[4, 1, -1]], 4, "een heel getal"),
        ([[4, 1, True]], 6, "een heel getal"),
        ([[4, 1, "1"]], 6, "een heel getal"),
        ([[4, 1, 1], [1, 1, 1]], 6, "één vraag"),
        ({"tally": []}, 6, "één vraag"),
        ([[900_000_000, 0, 0]], 6, "te groot"),
        (b"\xff\xfe", 6, "geen JSON"),
        (b"[" * 100_000, 6, "geen JSON"),
    ],
)
def test_what_cannot_be_the_result_is_refused_whole(told, voted, said):
    decision = make_elsewhere()
    with pytest.raises(actions.WrongResult, match=said):
        bring_in(decision, told, voted)
    decision.refresh_from_db()
    assert decision.is_open
    assert not decision.box.exists()


def test_each_vote_of_an_order_and_of_points_is_counted():
    ours, _theirs, here = make_two()
    ranked = make_choice(here, ours, people=3, form=Form.RANKING, secrecy=Secrecy.ELSEWHERE)
    actions.point_to(decision=ranked, address=ADDRESS, by=None, at=NOON)
    tally = bring_in(ranked, {"result": [[[2, 1, 0], [1, 1, 2], [2, 1, 3]]]}, 3)
    assert tally.document["result"]["outcome"] == ["Kerk"]
    assert {json.dumps(each.picked) for each in ranked.box.all()} == {
        '{"ranking": [[2], [1]]}', '{"ranking": [[1, 2], [3]]}', '{"ranking": [[2], [1], [3]]}',
    }  # fmt: skip
    scored = opened(
        make_decision(here, ours, form=Form.SCORE, secrecy=Secrecy.ELSEWHERE,
                      voters=Voters.PEOPLE, options=[actions.Option(n) for n in "ab"])
    )  # fmt: skip
    actions.point_to(decision=scored, address=ADDRESS, by=None, at=NOON)
    with pytest.raises(actions.WrongResult, match="meer dan mag"):
        bring_in(scored, [[[6, 0], [0, 1]]], 2)
    assert bring_in(scored, [[[5, 0], [0, 1]]], 2).document["result"]["outcome"] == ["a"]


def test_nobody_votes_here_and_nothing_is_counted_without_a_result():
    decision = make_elsewhere()
    voter = decision.electors.first()
    text = queries.text_of(decision).digest
    given = {"elector": voter, "on_text": text, "by": voter.person, "at": NOON}
    with pytest.raises(actions.WrongStep):
        actions.cast(choice=Said.FOR, why="", **given)
    with pytest.raises(actions.WrongStep):
        actions.drop_in_box(said=Said.FOR, receipt=analyses.new_receipt(), **given)
    with pytest.raises(actions.WrongStep):
        actions.recuse(elector=voter, why="Mijn schuur", by=voter.person, at=NOON)
    with pytest.raises(actions.WrongStep):
        actions.close(decision=decision, by=None, at=LATER)
    with time_machine.travel(LATER):
        close_vote.func(decision.pk)
    decision.refresh_from_db()
    assert decision.state == State.OPEN
    with pytest.raises(actions.StillVoting):
        bring_in(decision, BELENIOS, at=NOON)
    bring_in(decision, BELENIOS)
    with pytest.raises(actions.NotOpen):
        bring_in(decision, [[0, 6, 0]])


def test_who_votes_elsewhere_is_a_person_and_all_weigh_the_same():
    ours, theirs, here = make_two()
    for terms in ({"voters": Voters.PARTIES}, {"voters": Voters.EACH_PARTY}):
        decision = make_decision(here, ours, secrecy=Secrecy.ELSEWHERE, **terms)
        with pytest.raises(actions.NotSeparable):
            opened(decision)
    decision = make_decision(here, ours, secrecy=Secrecy.ELSEWHERE, voters=Voters.LISTED)
    people = [speaker_of(each) for each in (ours, theirs)]
    entries = [queries.Entitled(f"{n}", ours, each, votes=n) for n, each in enumerate(people, 1)]
    with pytest.raises(actions.NotSeparable):
        opened(decision, electorate=entries)
    assert make_decision(here, ours, secrecy=Secrecy.ELSEWHERE, proxies=2).proxies == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        VoteElsewhere.objects.create(decision=decision, address=ADDRESS, result="{}")


def test_from_the_list_to_the_result_on_the_page(signed_in):
    decision = make_elsewhere()
    ours = decision.proposed_for
    leader = ours.representations.order_by("pk").first().person
    other = decision.electors.exclude(party=ours).get().person
    browser, stranger = signed_in(leader), signed_in(other)
    with time_machine.travel(NOON):
        shown = stranger.get(page("decision", decision)).text
        check_page(shown)
        assert ADDRESS in shown
        assert "Download de lijst" not in shown
        assert stranger.post(page("take_roll", decision)).status_code == 422
        assert stranger.post(page("point_to", decision), {"address": ADDRESS}).status_code == 422
        for wrong in ("http://stem.example", "javascript:alert(1)", ""):
            assert browser.post(page("point_to", decision), {"address": wrong}).status_code == 422
        moved = {"address": f"{ADDRESS}-b"}
        assert browser.post(page("point_to", decision), moved).status_code == 302
        roll = browser.post(page("take_roll", decision))
        emails = {each.person.email for each in decision.electors.select_related("person")}
        assert set(roll.text.splitlines()) == emails
        assert AuditEvent.objects.filter(action="decisions.roll_taken").count() == 1
        check_page(browser.get(page("decision", decision)).text)
    with time_machine.travel(LATER):
        shown = browser.get(page("decision", decision)).text
        check_page(shown)
        assert "Breng de uitslag in" in shown
        assert browser.post(page("bring_in_result", decision), {}).status_code == 422
        large = SimpleUploadedFile("result.json", b" " * (analyses.MOST_BYTES + 1))
        refused = browser.post(page("bring_in_result", decision), {"result": large, "people": ""})
        assert refused.status_code == 422
        assert "Dit bestand is te groot" in refused.text

        def given():
            file = SimpleUploadedFile("result.json", json.dumps(BELENIOS).encode())
            return {"result": file, "people": 6}

        assert stranger.post(page("bring_in_result", decision), given()).status_code == 422
        assert browser.get(page("result_file", decision)).status_code == 404
        assert browser.post(page("bring_in_result", decision), given()).status_code == 302
        shown = stranger.get(page("decision", decision)).text
        check_page(shown)
        assert "Elders gestemd" in shown
        assert f"{ADDRESS}-b" in shown
        assert json.loads(stranger.get(page("result_file", decision)).content) == BELENIOS


@time_machine.travel(LATER)
def test_of_few_votes_elsewhere_no_numbers_and_no_file_are_told(signed_in):
    decision = make_elsewhere(people=3)
    tally = bring_in(decision, [[2, 1, 0]], 3)
    leader = decision.proposed_for.representations.order_by("pk").first()
    browser = signed_in(leader.person)
    assert browser.get(page("result_file", decision)).status_code == 404
    shown = browser.get(page("decision", decision)).text
    assert tally.input_hash not in shown
    assert VoteElsewhere.objects.get().result_digest not in shown
