"""Who presses twice, where no script holds the second press back, still has one account."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from samenspel.people import actions
from samenspel.people.models import Consent, User
from tests.client import HouseClient
from tests.people.test_accounts import CODE, NEW, ask_for_code, code_in, fill_in, who

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_presses_at_the_same_moment_make_one_account(monkeypatch):
    monkeypatch.setattr(actions, "sign_up", after_a_while(actions.sign_up))
    with ThreadPoolExecutor(2) as pool:
        presses = [pool.submit(press) for _ in range(2)]
        assert [each.result(30) for each in presses] == [
            reverse("account_email_verification_sent")
        ] * 2
    assert (User.objects.count(), Consent.objects.count()) == (1, 1)
    assert sorted(each.subject for each in mail.outbox) == [
        "Je code voor Samenspel",
        "Je hebt al een account",
    ]
    client = HouseClient()
    ask_for_code(client, NEW["email"])
    fill_in(client, code_in(mail.outbox[-1]), CODE)
    assert who(client) == str(User.objects.get().pk)


def after_a_while(act):
    def slowly(**given):
        time.sleep(0.3)  # both have seen by now that there is no such account
        return act(**given)

    return slowly


def press():
    try:
        return HouseClient().post(reverse("account_signup"), NEW).headers.get("Location")
    finally:
        connection.close()
