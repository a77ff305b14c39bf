"""Signing in through the provider of an organisation: what is asked, and what is refused."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samenspel.people import actions
from samenspel.people.models import SignInProvider
from samenspel.platform import sealing
from samenspel.platform.models import AuditEvent
from tests import oidc
from tests.make import make_person
from tests.people.coming_in import begin, come_back, who

pytestmark = pytest.mark.django_db
SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"


def test_what_is_asked_of_the_provider(client, door):
    address = begin(client, door)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (asked["response_type"], asked["client_id"]) == ("code", oidc.CLIENT)
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 22
    assert len(asked["nonce"]) >= 22
    assert asked["acr_values"] == SUBSTANTIAL
    assert asked["redirect_uri"] == "http://testserver" + reverse(
        "people:provider_back", args=[door.slug]
    )


def test_no_two_requests_look_alike(client, door):
    first, second = (parse_qs(urlsplit(begin(client, door)).query) for _ in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


def test_nothing_in_an_address_changes_what_is_asked(client, door):
    path = reverse("people:provider_sign_in", args=[door.slug])
    given = (
        "?scope=admin&auth_params=nonce%3Dmine%26acr_values%3Dlow&process=connect&next=//e.example"
    )
    address = client.post(path + given).url
    assert "mine" not in address
    assert "admin" not in address
    assert "low" not in parse_qs(urlsplit(address).query)["acr_values"]


def test_who_is_known_comes_in(client, door, ada):
    answer = come_back(client, door)
    assert (answer.status_code, answer.url) == (302, "/")
    assert who(client) == str(ada.pk)
    assert AuditEvent.objects.latest("position").action == "people.signed_in"


def test_of_what_it_says_we_keep_a_name_and_how_sure_it_is(client, door, ada):
    come_back(client, door)
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("b7f0c2", {"acr": SUBSTANTIAL})


def test_the_state_of_another_browser_is_refused(client, door, ada):
    from tests.client import HouseClient

    back = urlsplit(oidc.sign_in_there(begin(HouseClient(), door)))
    page = client.get(f"{back.path}?{back.query}")
    assert (page.status_code, who(client)) == (401, None)
    assert "hoort bij een andere browser" in page.text


@pytest.mark.parametrize("state", ["", "x" * 43])
def test_a_state_that_we_never_gave_is_refused(client, door, ada, state):
    begin(client, door)
    path = reverse("people:provider_back", args=[door.slug])
    page = client.get(path, {"code": "code-1", "state": state})
    assert (page.status_code, who(client)) == (401, None)


def test_an_answer_counts_once(client, door, ada):
    back = urlsplit(oidc.sign_in_there(begin(client, door)))
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    client.logout()
    page = client.get(f"{back.path}?{back.query}")
    assert (page.status_code, who(client)) == (401, None)
    assert "al gebruikt" in page.text


def test_a_code_that_was_used_is_refused_with_a_state_that_is_ours(client, door, ada):
    come_back(client, door)
    client.logout()
    state = parse_qs(urlsplit(begin(client, door)).query)["state"][0]
    path = reverse("people:provider_back", args=[door.slug])
    page = client.get(path, {"code": "code-1", "state": state})
    assert (page.status_code, who(client)) == (401, None)


def test_a_code_that_someone_else_began_with_is_refused(client, provider, door, ada):
    """PKCE: a code caught on its way is worth nothing in another browser."""
    oidc.sign_in_there(begin(client, door))
    client.logout()
    state = parse_qs(urlsplit(begin(client, door)).query)["state"][0]
    path = reverse("people:provider_back", args=[door.slug])
    page = client.get(path, {"code": "code-1", "state": state})
    assert (page.status_code, who(client), provider.used) == (401, None, [])


def test_an_answer_of_another_provider_is_refused(client, door, ada):
    back = urlsplit(oidc.sign_in_there(begin(client, door)))
    page = client.get(f"{back.path}?{back.query}&iss=https://elders.example")
    assert (page.status_code, who(client)) == (401, None)
    assert "komt van een andere aanbieder" in page.text


def test_who_says_no_there_is_not_in_here(client, door, ada):
    state = parse_qs(urlsplit(begin(client, door)).query)["state"][0]
    path = reverse("people:provider_back", args=[door.slug])
    page = client.get(path, {"error": "access_denied", "state": state,
                             "error_description": "<b>leugen</b>"})  # fmt: skip
    assert (page.status_code, who(client)) == (401, None)
    assert "leugen" not in page.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://elders.example"}, {"token_endpoint": "ftp://x"},
     {"subject_types_supported": ["public"]}, {"code_challenge_methods_supported": ["plain"]}],
)  # fmt: skip
def test_a_provider_that_is_not_what_it_has_to_be_is_not_used(client, provider, door, metadata):
    provider.metadata = metadata
    page = client.post(reverse("people:provider_sign_in", args=[door.slug]))
    assert (page.status_code, provider.asked) == (401, {})


def test_nothing_inside_our_own_network_is_asked(client, provider, door, settings):
    settings.INSIDE_ALLOWED = []
    page = client.post(reverse("people:provider_sign_in", args=[door.slug]))
    assert page.status_code == 401
    assert "niet lezen" in page.text


def test_too_many_refusals_from_one_address_close_the_door(client, door, ada, monkeypatch):
    from samenspel.people.views import provider as views

    few = views.Limit("few", most=2, seconds=60)
    monkeypatch.setattr(views, "REFUSALS", few)
    path = reverse("people:provider_back", args=[door.slug])
    statuses = [client.get(path, {"code": "x", "state": "y"}).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


def code_in(message):
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", message.body, re.MULTILINE).group()


def fill_in(client, page):
    return client.post(reverse(page), {"action": "verify", "code": code_in(mail.outbox[-1])})


def test_the_first_time_a_code_proves_the_address_and_later_none_is_asked(client, door, ada):
    SocialAccount.objects.all().delete()
    page = client.get(come_back(client, door).url)
    assert "Gemeente Voorbeeld zegt dat je ada@voorbeeld.example bent" in page.text
    assert (who(client), SocialAccount.objects.count()) == (None, 0)
    client.post(reverse("account_request_login_code"), {"email": ada.email})
    fill_in(client, "account_confirm_login_code")
    assert who(client) == str(ada.pk)
    assert SocialAccount.objects.get().user == ada
    client.logout()
    come_back(client, door)
    assert who(client) == str(ada.pk)


def test_no_provider_gets_into_an_account_by_naming_its_address(client, provider, door, ada):
    """The provider of a stranger says it is ada; who sits at the keyboard has not ada's mail."""
    SocialAccount.objects.all().delete()
    assert come_back(client, door).url == reverse("people:first_time")
    attacker = make_person()
    client.post(reverse("account_request_login_code"), {"email": attacker.email})
    fill_in(client, "account_confirm_login_code")
    assert who(client) == str(attacker.pk)
    assert SocialAccount.objects.count() == 0


def test_who_is_new_signs_up_with_the_address_that_was_given(client, door):
    come_back(client, door)
    page = client.get(reverse("account_signup"))
    assert 'value="ada@voorbeeld.example"' in page.text
    new = {"email": "ada@voorbeeld.example", "name": "Ada", "agree": "on"}
    client.post(reverse("account_signup"), new)
    fill_in(client, "account_email_verification_sent")
    assert SocialAccount.objects.get().user.email == "ada@voorbeeld.example"


def test_who_is_new_has_a_real_address(client, provider, door):
    provider.claims = lambda given: {**given, "email": "x@@voorbeeld.example"}
    page = come_back(client, door)
    assert (page.status_code, "geen e-mailadres" in page.text) == (401, True)


def test_signed_in_as_someone_else_nothing_is_linked_without_a_code(signed_in, door):
    someone = make_person()
    client = signed_in(someone)
    come_back(client, door)
    assert (who(client), SocialAccount.objects.count()) == (None, 0)


def test_a_person_ends_it(client, door, ada):
    come_back(client, door)
    account = SocialAccount.objects.get()
    page = client.get(reverse("mfa_index"))
    assert "Gemeente Voorbeeld" in page.text
    client.post(reverse("people:unlink_provider", args=[account.pk]))
    assert not SocialAccount.objects.exists()


def test_nobody_ends_it_for_another(signed_in, door, ada):
    account = SocialAccount.objects.get()
    signed_in(make_person()).post(reverse("people:unlink_provider", args=[account.pk]))
    assert SocialAccount.objects.exists()


def test_another_issuer_lets_nobody_in_under_an_old_name(door, ada):
    door.issuer = "https://elders.example"
    actions.set_provider(provider=door, secret="", by=ada, at=timezone.now())
    assert not SocialAccount.objects.exists()
    assert sealing.unseal(SignInProvider.objects.get().sealed_secret) == oidc.SECRET


def test_the_secret_lies_there_under_lock(door):
    assert oidc.SECRET not in str(SignInProvider.objects.values())
    assert sealing.unseal(door.sealed_secret) == oidc.SECRET


def test_what_is_sealed_is_read_with_the_key_of_before_too(settings):
    before = settings.SECRET_KEY
    sealed = sealing.seal("geheim")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [before]
    assert sealing.unseal(sealed) == "geheim"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.KeyLost):
        sealing.unseal(sealed)
