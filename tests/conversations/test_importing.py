"""A conversation held elsewhere is brought in whole, without the names of people."""

import csv
import gzip

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q

from samenspel.conversations import queries
from samenspel.conversations.models import Conversation, Participant, Statement, Vote
from tests.make import make_collaboration
from tests.opinion.polis_files import FOLDER, NEEDED

pytestmark = pytest.mark.django_db
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1,x,7,anna,1
2,x,9,anna,-1
3,x,7,bram,0
4,x,7,anna,-1
"""
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1,x,7,5,1,0,1,Meer bomen.
1,x,9,5,1,0,-1,Een naam.
1,x,11,5,0,0,0,Nog geen stem.
"""


def brought_in(folder):
    here = make_collaboration()
    call_command(
        "import_conversation", str(folder), collaboration=here.slug, question="Wat willen we?"
    )
    return Conversation.objects.get(collaboration=here)


def folder_of(tmp_path, votes=VOTES, comments=COMMENTS):
    (tmp_path / "votes.csv").write_text(votes)
    (tmp_path / "comments.csv").write_text(comments)
    return tmp_path


def test_the_last_vote_counts_and_what_was_out_stays_out(tmp_path):
    made = brought_in(folder_of(tmp_path))
    told = {each.text: each for each in queries.statements_of(made)}
    assert {text: each.state for text, each in told.items()} == {
        "Meer bomen.": "shown", "Een naam.": "refused", "Nog geen stem.": "shown",
    }  # fmt: skip
    cast = Vote.objects.values_list("statement__text", "value")
    assert sorted(cast) == [("Een naam.", -1), ("Meer bomen.", -1), ("Meer bomen.", 0)]
    assert Participant.objects.count() == 2
    assert not queries.takes_part(made, made.closes_at)


def test_a_translation_comes_along_and_one_from_a_language_that_is_not_ours_does_not(tmp_path):
    (tmp_path / "votes.csv").write_text("participant_id,statement_id,vote\n1,0,1\n1,1,-1\n")
    (tmp_path / "statements.csv").write_text(
        "statement_id,text,moderated,meta,language,translation\n"
        "0,Meer bomen.,1,false,nl,More trees.\n1,Plus d'arbres.,1,false,fr,More trees.\n"
    )
    made = brought_in(tmp_path)
    told = {each.text: (each.language, each.translation) for each in queries.statements_of(made)}
    assert told == {"Meer bomen.": ("nl", "More trees."), "Plus d'arbres.": ("", "")}


def test_a_fault_in_a_file_is_named_and_nothing_is_kept(tmp_path):
    with pytest.raises(CommandError, match=r"votes\.csv"):
        brought_in(folder_of(tmp_path, votes=VOTES.replace(",-1", ",3")))
    assert not Conversation.objects.exists()


@NEEDED
@pytest.mark.realdata
@pytest.mark.parametrize("name", ["brexit-consensus", "15-per-hour-seattle"])
def test_a_real_conversation_has_the_counts_of_its_original(name):
    folder = FOLDER / "openData" / name
    made = brought_in(folder)
    with gzip.open(folder / "participants-votes.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    with gzip.open(folder / "comments.csv.gz", "rt") as file:
        comments = list(csv.DictReader(file))
    cells = [row[each["comment-id"]] for row in rows for each in comments
             if each["comment-id"] in row]  # fmt: skip
    counts = Vote.objects.filter(participant__conversation=made).aggregate(
        agreed=Count("pk", Q(value=1)), disagreed=Count("pk", Q(value=-1)),
        passed=Count("pk", Q(value=0)),
    )  # fmt: skip
    assert (counts["agreed"], counts["disagreed"], counts["passed"]) == (
        cells.count("1"), cells.count("-1"), cells.count("0"),
    )  # fmt: skip
    out = {" ".join(each["comment-body"].split()) for each in comments if each["moderated"] == "-1"}
    gone = Statement.objects.filter(conversation=made, state="refused")
    assert set(gone.values_list("text", flat=True)) == out
    assert made.statements.count() == len(comments)
    assert queries.shown_map_of(made).payload["people"] > 0
