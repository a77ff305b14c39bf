"""Several people press save as a scan closes: each is told so, and nobody waits for another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from samenspel.meaning import actions
from samenspel.meaning.actions import GivenAnswer, ScanOver, answering
from samenspel.meaning.models import Invitation, ScanWord, WordAnswer
from tests.make import make_party
from tests.make_scans import answer, ask, make_open, sides_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one writes at a time"),
]


def test_two_who_are_late_together_are_both_told(monkeypatch):
    scan = make_open(make_party("Een"), make_party("Twee"))
    people = [invitation for invitation, _token in ask(sides_of(scan)[0], "Ada", "Bea")]
    for person in people:
        answer(person)
    word, late = ScanWord.objects.filter(scan=scan)[0], timezone.now() + timedelta(days=3650)
    kept, both, hold = WordAnswer.objects.count(), Barrier(2), answering.hold

    def hold_together(row):
        hold(row)
        both.wait(10)

    def save(pk):
        invitation = Invitation.objects.select_related("side__scan").get(pk=pk)
        given = {"word": word, "given": GivenAnswer(is_skipped=True), "nonce": "n"}
        try:
            with pytest.raises(ScanOver):
                actions.save_answer(**given, by=invitation, at=late)
        finally:
            connection.close()

    monkeypatch.setattr(answering, "hold", hold_together)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(save, [person.pk for person in people])) == [None, None]
    assert WordAnswer.objects.count() == kept
