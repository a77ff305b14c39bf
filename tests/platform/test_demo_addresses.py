"""A demo sends no mail: an address at which nobody reads is refused wherever one can type it."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Party, RoleInvitation
from samenspel.evaluation.forms import EvaluatorForm
from samenspel.meaning.models import Invitation
from samenspel.people.models import User
from samenspel.platform.guests import Guest, GuestsField
from tests.make import make_collaboration, make_party, speaker_of
from tests.make_scans import make_draft, sides_of

pytestmark = pytest.mark.django_db
REAL, MADE_UP = "piet@voorbeeld.nl", "Piet@Voorbeeld.EXAMPLE"
SAYS = "Dit is een demo die geen e-mail verstuurt. Gebruik een adres dat eindigt op .example."


def pages_of(party):
    """Where someone who speaks for this party types an address, with what else is asked there."""
    here, scan = make_collaboration(party, make_party("Zij")), make_draft(party, make_party("Zij"))
    a_scan = [scan.collaboration.slug, scan.pk, sides_of(scan)[0].pk]
    start = {"party": party.pk, "name": "Samen", "purpose": "Iets beginnen.", "email": REAL}
    return {
        reverse("collaborations:party", args=[party.pk]): {
            "role": Role.FACILITATOR, "email": REAL,
        },
        reverse("collaborations:ask_party", args=[here.slug]): {"party": party.pk, "email": REAL},
        reverse("collaborations:new_collaboration"): start,
        reverse("meaning:invite", args=a_scan): {"people": f"Ada\nPiet, {REAL}"},
    }  # fmt: skip


def test_whoever_asks_someone_in_a_demo_reads_what_to_use(signed_in, settings):
    settings.DEMO = True
    party = make_party("Ons", role=Role.MANAGER)
    browser = signed_in(speaker_of(party))
    for address, given in pages_of(party).items():
        assert SAYS in browser.post(address, given).text, address
    assert not RoleInvitation.objects.exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_nobody_signs_in_or_up_where_the_code_cannot_be_read(client, settings, page):
    settings.DEMO = True
    given = {"email": REAL, "name": "Piet", "agree": "on"}
    assert SAYS in client.post(reverse(page), given).text
    assert (mail.outbox, User.objects.count()) == ([], 0)
    settings.DEMO = False
    assert client.post(reverse(page), given).status_code == 302
    assert mail.outbox[0].to == [REAL]


def test_a_fictional_address_is_taken_and_elsewhere_any(signed_in, settings):
    party = make_party("Ons", role=Role.MANAGER)
    browser, path = signed_in(speaker_of(party)), reverse("collaborations:party", args=[party.pk])
    for is_demo, email in ((True, MADE_UP), (False, REAL)):
        settings.DEMO = is_demo
        assert browser.post(path, {"email": email, "role": Role.FACILITATOR}).status_code == 302
    assert RoleInvitation.objects.count() == 2


def test_of_a_list_the_address_is_named(settings):
    settings.DEMO, field = True, GuestsField(at_most=2)
    with pytest.raises(ValidationError) as refused:
        field.clean(f"Ada\nPiet <{REAL}>")
    assert refused.value.messages == [f"{REAL}: {SAYS}"]
    settings.DEMO = False
    assert field.clean(f"Ada\nPiet <{REAL}>") == [Guest("Ada"), Guest("Piet", REAL)]


def test_an_outside_evaluator_needs_one_too(settings):
    settings.DEMO = True
    form = EvaluatorForm({"name": "Piet", "email": REAL}, parties=Party.objects.none())
    assert form.errors["email"] == [SAYS]


def test_the_demo_leads_to_its_post_and_to_whom_one_can_be(client, settings):
    make_party("Ons", role=Role.MANAGER)
    someone = User.objects.get()
    User.objects.update(email="mo@ons.example")
    for is_demo in (True, False):
        settings.DEMO = is_demo
        page = client.get(reverse("account_login")).text
        assert (f"{someone.name}: mo@ons.example" in page) is is_demo
        assert (f'href="{reverse("platform:letters")}"' in page) is is_demo
