import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform import audit, erased, letters, personal, post, sealing
from samenspel.platform.errors import DomainError

from . import queries
from .choices import ACCOUNT_TEXT_VERSION, ConsentText
from .models import ApiKey, SignInLink, SignInProvider, User, Visit
from .queries import FirstTime

LINK_LASTS = timedelta(minutes=30)
SIGN_UP_LASTS = timedelta(days=7)
PROGRAMS = "programs.invalid"  # where no mail ever arrives
API_KEY_MARK = "samenspel_"  # so that who scans code for secrets finds one
USED_TO = timedelta(hours=1)  # we write no more often
DEMO_LINK_LASTS = timedelta(days=7)


class LinkClosed(DomainError):
    """A sign-in link was unknown, used, revoked or too old."""


@transaction.atomic
def add_person(*, email: str, name: str, by: User | None, at: datetime) -> User:
    """Let someone sign in by link; there is no password."""
    person = User(email=email.lower(), name=name)
    person.set_unusable_password()
    person.save(force_insert=True)
    audit.record("people.person_added", subject=person, by=by, at=at)
    return person


@transaction.atomic
def sign_up(
    *, person: User, email: str, name: str, language: str, by: User | None, at: datetime
) -> User:
    """Keep someone who signed up by themselves, with what they agreed to."""
    person.email, person.name, person.language = email.lower(), name, language
    person.set_unusable_password()
    person.save(force_insert=True)
    person.consents.create(text=ConsentText.ACCOUNT, version=ACCOUNT_TEXT_VERSION, given_at=at)
    audit.record("people.signed_up", subject=person, by=by or person, at=at)
    return person


@transaction.atomic
def confirm_address(*, person: User, email: str, by: User, at: datetime) -> None:
    """Note that someone can read their own address; done once."""
    if email.casefold() != person.email.casefold():
        return
    known, is_new = EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    if is_new or not known.verified:
        EmailAddress.objects.filter(pk=known.pk).update(verified=True, primary=True)
        audit.record("people.address_confirmed", subject=person, by=by, at=at)


@transaction.atomic
def note_sign_in(*, by: User, at: datetime) -> None:
    """Note that someone came in, all steps taken."""
    audit.record("people.signed_in", subject=by, by=by, at=at)


@transaction.atomic
def make_sign_in_link(*, person: User, is_reusable: bool, by: User | None, at: datetime) -> str:
    """A token that signs `person` in; links made earlier for this person stop working."""
    SignInLink.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    link = SignInLink.objects.create(
        person=person,
        token_hash=queries.fingerprint(token),
        is_reusable=is_reusable,
        made_at=at,
        expires_at=at + (DEMO_LINK_LASTS if is_reusable else LINK_LASTS),
    )
    audit.record("people.sign_in_link_made", subject=link, by=by, at=at)
    return token


@transaction.atomic
def use_sign_in_link(*, token: str, by: User | None, at: datetime) -> User:
    """Find who `token` signs in; a link that is not reusable works once."""
    link = queries.sign_in_link(token, at=at)
    usable = SignInLink.objects.filter(pk=link.pk) if link else SignInLink.objects.none()
    if link and not link.is_reusable:
        usable = usable.filter(used_at=None)
    if link is None or not usable.update(used_at=at):
        raise LinkClosed(_("This link does not work any more. Ask for a new one."))
    audit.record("people.sign_in_link_used", subject=link.person, by=by or link.person, at=at)
    return link.person


@transaction.atomic
def sign_out(*, here: str | None, by: User, at: datetime) -> None:
    """Note that someone signed out on this device."""
    by.visits.filter(session_key=here).delete()
    audit.record("people.signed_out", subject=by, by=by, at=at)


@transaction.atomic
def sign_out_elsewhere(*, but: str, by: User, at: datetime) -> None:
    """End every session of this person except the one with this key."""
    others = [key for key in queries.sessions_of(by) if key != but]
    Session.objects.filter(pk__in=others).delete()
    by.visits.exclude(session_key=but).delete()
    audit.record("people.signed_out_elsewhere", subject=by, by=by, at=at)


@transaction.atomic
def begin_visit(*, session_key: str, device: str, by: User, at: datetime) -> None:
    """Remember on which device someone signed in; the line in the trail is that of signing in."""
    Visit.objects.update_or_create(
        session_key=session_key, defaults={"person": by, "device": device[:60], "began_at": at}
    )


@transaction.atomic
def end_visit(*, visit: Visit, by: User, at: datetime) -> None:
    """Sign someone out on one device."""
    audit.record("people.visit_ended", subject=visit, by=by, at=at)
    Session.objects.filter(pk=visit.session_key).delete()
    visit.delete()


@transaction.atomic
def set_provider(*, provider: SignInProvider, secret: str, by: User, at: datetime) -> None:
    """Keep how an organisation lets its people sign in; an empty secret leaves the one we have.

    Who came in through another issuer comes in that way no longer: it has names of its own.
    """
    earlier = SignInProvider.objects.filter(pk=provider.pk).first()
    if earlier and earlier.issuer != provider.issuer:
        SocialAccount.objects.filter(provider=provider.slug).delete()
    if secret:
        provider.sealed_secret = sealing.seal(secret)
    provider.save()
    audit.record("people.provider_set", subject=provider, by=by, at=at)


@transaction.atomic
def remove_provider(*, provider: SignInProvider, by: User, at: datetime) -> None:
    """Let nobody sign in this way any more; a code by e-mail always works."""
    audit.record("people.provider_removed", subject=provider, by=by, at=at)
    SocialAccount.objects.filter(provider=provider.slug).delete()
    provider.delete()


@transaction.atomic
def link_provider(*, came: FirstTime, by: User, at: datetime) -> None:
    """Let someone come in through a provider, now that the address proved to be theirs."""
    SocialAccount.objects.get_or_create(
        provider=came.slug, uid=came.uid, defaults={"user": by, "extra_data": {"acr": came.acr}}
    )
    audit.record("people.provider_linked", subject=by, by=by, at=at)


@transaction.atomic
def unlink_provider(*, account_id: int, by: User, at: datetime) -> None:
    """Let someone come in this way no longer."""
    SocialAccount.objects.filter(pk=account_id, user=by).delete()
    audit.record("people.provider_unlinked", subject=by, by=by, at=at)


@transaction.atomic
def note_keys(*, are_added: bool, are_removed: bool, by: User, at: datetime) -> None:
    """Note that keys to sign in with came or went; the library changes them itself."""
    if are_added:
        audit.record("people.keys_added", subject=by, by=by, at=at)
    if are_removed:
        audit.record("people.keys_removed", subject=by, by=by, at=at)


@transaction.atomic
def make_api_key(
    *, name: str, days: int, scopes: Sequence[str], by: User, at: datetime, of: User | None = None
) -> str:
    """Let a program do as much as `scopes` say, as this person, or as the program `of` a party.

    It works for so many days. Returns the key, which is shown once.
    """
    token = f"{API_KEY_MARK}{secrets.token_urlsafe(32)}"
    made = ApiKey.objects.create(
        person=of or by,
        name=name,
        scopes=list(scopes),
        token_hash=queries.fingerprint(token),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    audit.record("people.api_key_made", subject=made, by=by, at=at)
    return token


@transaction.atomic
def add_program(*, name: str, by: User, at: datetime) -> User:
    """Someone who is no person: a program that a party lets speak; nobody signs in as it."""
    program = User(email=f"{secrets.token_hex(12)}@{PROGRAMS}", name=name, is_program=True)
    program.set_unusable_password()
    program.save(force_insert=True)
    audit.record("people.program_added", subject=program, by=by, at=at)
    return program


@transaction.atomic
def forget_programs(*, by: None, at: datetime) -> int:
    """Delete the programs of which every key is gone; how many there were."""
    gone = list(User.objects.filter(is_program=True, api_keys=None))
    for program in gone:
        audit.record("people.program_forgotten", subject=program, by=by, at=at)
        program.delete()
    return len(gone)


@transaction.atomic
def revoke_api_key(*, key: ApiKey, by: User, at: datetime) -> None:
    """Let this key open nothing any more."""
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at)
    audit.record("people.api_key_revoked", subject=key, by=by, at=at)


def note_api_key_used(*, key: ApiKey, by: User, at: datetime) -> None:
    """Note to the hour when a key was last used, so that its owner sees one that is idle."""
    if key.last_used_at is None or at - key.last_used_at > USED_TO:
        ApiKey.objects.filter(pk=key.pk, person=by).update(last_used_at=at)


@transaction.atomic
def choose_language(*, language: str, by: User, at: datetime) -> None:
    """Remember in which language someone reads."""
    User.objects.filter(pk=by.pk).update(language=language)
    audit.record("people.language_chosen", subject=by, by=by, at=at)


@transaction.atomic
def appoint_administrator(*, person: User, by: User | None, at: datetime) -> None:
    """Let someone see the tasks of this installation; it shows nothing of any party."""
    User.objects.filter(pk=person.pk).update(is_staff=True)
    audit.record("people.administrator_appointed", subject=person, by=by, at=at)


@transaction.atomic
def end_administrator(*, person: User, by: User | None, at: datetime) -> None:
    """Take that away again."""
    User.objects.filter(pk=person.pk).update(is_staff=False)
    audit.record("people.administrator_ended", subject=person, by=by, at=at)


@transaction.atomic
def erase(*, person: User, by: User, at: datetime) -> None:
    """Erase someone; totals stay, and no line in the trail leads to them any more."""
    email, line = person.email, erased.line_of(person, at)
    letters.forget(about=person)
    _say_goodbye(person)
    _erase(person, by, at)
    transaction.on_commit(lambda: erased.remember(line))
    transaction.on_commit(lambda: post.forget(email))


@transaction.atomic
def erase_again(*, person_id: int, by: None, at: datetime) -> None:
    """Erase someone whom a backup from before brought back; they were told the first time."""
    person = User.objects.get(pk=person_id)
    letters.forget(about=person)
    _erase(person, by, at)


def _erase(person: User, by: User | None, at: datetime) -> None:
    audit.record("people.erased", subject=person, by=by, at=at)
    personal.erase(person, at)
    Session.objects.filter(pk__in=queries.sessions_of(person)).delete()
    person.delete()


@transaction.atomic
def forget_who_never_came(*, by: User | None, at: datetime) -> int:
    """Erase who signed up and did not fill in the code for a week; how many there were."""
    people = list(queries.never_came(since=at - SIGN_UP_LASTS))
    for person in people:
        audit.record("people.sign_up_lapsed", subject=person, by=by, at=at)
        personal.erase(person, at)
        person.delete()
    return len(people)


def _say_goodbye(person: User) -> None:
    """The last letter; its address lies under lock until it went out, and then nowhere."""
    with translation.override(person.language):
        subject = _("Your data in Samenspel was erased")
        text = _("As you asked, we erased your account and what we kept about you. Totals stay.")
    letters.write(to=person.email, subject=subject, text=text, about=person, is_secret=True)
