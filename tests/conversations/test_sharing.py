"""A conversation to take elsewhere: votes only where people read so before, under fresh numbers."""

import csv
import io
import zipfile

import numpy as np
import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.analyses import export_in
from samenspel.conversations.models import Conversation, Vote
from samenspel.conversations.queries import Worded
from samenspel.conversations.tasks import make_map
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import joined, make_conversation, opened, says, taken_out, two_camps

pytestmark = pytest.mark.django_db
OWN, POLIS = "gesprek.zip", "polis.zip"


@pytest.fixture
def ended(signed_in, time_machine):
    """A way to end a conversation of ours that shares its votes or not, and to take it along."""
    time_machine.move_to(NOON, tick=False)
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    here, browser = make_collaboration(ours, make_party("Zij")), signed_in(leader)

    def end(*, shares, before=None):
        made, _token = opened(make_conversation(here, shares_votes=shares))
        two_camps(made, each=5)
        says(joined(made), 0, 0)
        actions.renew_map(conversation=made, by=None, at=NOON)
        if before:
            before(made)
        Conversation.objects.filter(pk=made.pk).update(state="closed", closed_at=NOON)
        args = [made.collaboration.slug, made.pk]
        return made, lambda name: browser.get(
            reverse("conversations:map_document", args=[*args, name])
        )

    return end


def files(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def unpacked(answer, folder):
    folder.mkdir()
    for name, text in files(answer).items():
        (folder / name).write_text(text)
    return folder


def test_without_a_word_before_only_sums_go_out(ended):
    _made, take = ended(shares=False)
    assert set(files(take(OWN))) == {"statements.csv", "sums.csv"}
    assert set(files(take(POLIS))) == {"comments.csv"}
    rows = list(csv.DictReader(io.StringIO(files(take(OWN))["sums.csv"])))
    first = next(row for row in rows if row["statement_id"] == "0" and not row["group"])
    cast = [Vote.objects.filter(statement__number=0, value=value).count() for value in (1, -1, 0)]
    assert [int(first[name]) for name in ("agree", "disagree", "pass")] == cast


@pytest.mark.parametrize("name", [OWN, POLIS])
def test_what_goes_out_comes_back_with_the_same_votes(ended, tmp_path, name):
    made, take = ended(shares=True)
    back = export_in(unpacked(take(name), tmp_path / "again"))
    texts = {each.number: each.text for each in queries.shown_statements(made)}
    assert {each.text for each in back.statements} == set(texts.values())
    assert (back.people, len(back.votes)) == (11, Vote.objects.count())
    cast = Vote.objects.values_list("participant_id", "statement__text", "value")
    assert rows_of((who, back.statements[number].text, said)
                   for who, number, said in back.votes.tolist()) == rows_of(cast)  # fmt: skip


def rows_of(votes):
    """What each person said, without who they are."""
    said = {}
    for who, text, value in votes:
        said.setdefault(who, []).append((text, value))
    return sorted(sorted(each) for each in said.values())


@pytest.mark.parametrize("name", [OWN, POLIS])
def test_a_statement_that_a_spreadsheet_would_calculate_stays_a_text(ended, tmp_path, name):
    trap = '=HYPERLINK("https://x.example","Klik")'

    def planted(made):
        made.statements.filter(number=1).update(text=trap)

    _made, take = ended(shares=True, before=planted)
    written = "".join(files(take(name)).values())
    assert f'"\'{trap.replace(chr(34), chr(34) * 2)}"' in written
    back = export_in(unpacked(take(name), tmp_path / "in"))
    assert trap in {each.text for each in back.statements}


def test_numbers_are_drawn_for_each_file_and_are_no_keys(ended):
    made, take = ended(shares=True)
    texts = [files(take(OWN))["votes.csv"] for _each in range(6)]
    assert len(set(texts)) > 1
    who = {int(line.split(",")[0]) for line in texts[0].splitlines()[1:]}
    assert who == set(range(11))
    ordered = [sorted(text.splitlines()) for text in texts]
    assert all(len(each) == len(ordered[0]) for each in ordered)
    assert made.participants.count() == 11


def test_who_erased_their_votes_and_what_was_taken_out_stay_behind(ended):
    gone = []

    def before(made):
        gone.append(taken_out(made, 3))
        actions.suggest_statement(text="Nog niet gelezen zin.", by=joined(made), at=NOON)
        someone = made.participants.select_related("conversation__collaboration").order_by("pk")[0]
        actions.leave(make_map=make_map, by=someone, at=NOON)
        actions.renew_map(conversation=made, by=None, at=NOON)

    _made, take = ended(shares=True, before=before)
    for name in (OWN, POLIS):
        told = "".join(files(take(name)).values())
        assert (gone[0] in told, "Nog niet gelezen" in told) == (False, False)
    votes = files(take(OWN))["votes.csv"].splitlines()[1:]
    assert len({line.split(",")[0] for line in votes}) == 10
    assert "3" not in {line.split(",")[1] for line in votes}


def test_while_people_can_vote_nothing_goes_out(ended):
    made, take = ended(shares=True)
    Conversation.objects.filter(pk=made.pk).update(state="open", closed_at=None)
    assert (take(OWN).status_code, take(POLIS).status_code) == (409, 409)


def test_everyone_reads_it_before_they_take_part(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    said = "Stemmen worden zonder namen als open data gedeeld."
    for shares in (True, False):
        _made, token = opened(make_conversation(shares_votes=shares))
        page = client.get(reverse("conversations:join_conversation", args=[token])).text
        assert (said in page, "Nooit wat jij stemde" in page) == (shares, not shares)


def test_a_wide_table_is_written_in_pieces_with_nobody_between(monkeypatch):
    monkeypatch.setattr("samenspel.conversations.analyses.sharing.AT_ONCE", 2)
    votes = [(who, number, 1 - who % 3) for who in range(5) for number in (0, 4) if who != number]
    counts = {0: (1, 1, 2), 4: (1, 1, 2)}
    renumbered = np.array(votes)
    shared = analyses.Sharing(
        {0: Worded("a", "nl", ""), 4: Worded("b", "nl", "")}, counts, {}, renumbered
    )
    with zipfile.ZipFile(io.BytesIO(analyses.zip_of(POLIS, shared))) as packed:
        lines = packed.read("participants-votes.csv").decode().splitlines()
    assert lines[0] == "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,4"
    assert lines[1] == "0,,,1,1,0,,1"
    assert lines[3] == "2,,,2,0,2,-1,-1"
    assert len(lines) == 6
