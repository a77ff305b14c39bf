import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.people.choices import Assurance, SignInProfile
from samenspel.platform.fields import AddressField, DayField

from .choices import DOMAIN, PartyKind, Phase, Role, Team
from .models import Party


class PartyForm(forms.Form):
    """A party of one's own."""

    name = forms.CharField(label=_("What is your party called?"), max_length=120)
    kind = forms.ChoiceField(label=_("What is it?"), choices=PartyKind.choices)
    team = forms.ChoiceField(
        label=_("For which team does it play?"), choices=[("", _("Choose a team")), *Team.choices]
    )
    org_id = forms.CharField(
        label=_("KvK number, if you have one"),
        help_text=_("Eight digits, from the Dutch trade register."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )

    def clean_org_id(self) -> str:
        """The digits alone, also where it was written as in IATI or with gaps."""
        said = re.sub(r"[ .]", "", self.cleaned_data["org_id"]).upper().removeprefix("NL-KVK-")
        if re.fullmatch(r"[0-9]{9}", said):
            raise forms.ValidationError(
                _("This has nine digits, as an RSIN has. The KvK number has eight.")
            )
        if said and not re.fullmatch(r"[0-9]{8}", said):
            raise forms.ValidationError(_("A KvK number has eight digits, as in 12345678."))
        return said


class InviteForm(forms.Form):
    """A colleague who will speak for the same party."""

    email = AddressField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.REPRESENTATIVE)


class AskPartyForm(forms.Form):
    """Whom to ask to join with another party, and on whose behalf."""

    party = forms.ModelChoiceField(Party.objects.none(), label=_("On behalf of which party?"))
    email = AddressField(
        label=_("E-mail address of someone of the other party"),
        help_text=_("We send an invitation. They join with a party of their own."),
    )

    def __init__(self, *given: object, parties: QuerySet[Party], **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        field = self.fields["party"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties
            field.empty_label = None


class CollaborationForm(AskPartyForm):
    """A new collaboration, and whom to ask on the other side."""

    name = forms.CharField(label=_("What do you call the collaboration?"), max_length=120)
    purpose = forms.CharField(
        label=_("What do you want to mean to others with it?"), max_length=300
    )
    party = forms.ModelChoiceField(Party.objects.none(), label=_("For which party?"))
    field_order = ("name", "purpose", "party", "email")


class PhaseForm(forms.Form):
    """Where a collaboration stands, since when, and what shows it."""

    phase = forms.ChoiceField(
        label=_("In which phase are you?"), choices=Phase.choices, widget=forms.RadioSelect
    )
    reached_on = DayField(
        label=_("Since which day?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )
    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_("What happened, in one or two sentences. Every party reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class JoinForm(forms.Form):
    """With which party someone joins."""

    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("With which party do you join?"), empty_label=None
    )

    def __init__(self, *given: object, parties: QuerySet[Party], **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        field = self.fields["party"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties


class RoleForm(forms.Form):
    """Another role, or none."""

    role = forms.ChoiceField(choices=Role.choices)


class ProviderForm(forms.Form):
    """How people sign in through the provider of their own organisation."""

    issuer = forms.URLField(
        label=_("Address of the provider (issuer)"),
        help_text=_("As in https://login.example.org. We read its settings there."),
        max_length=300,
        assume_scheme="https",
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=200)
    secret = forms.CharField(
        label=_("Client secret"),
        help_text=_("We keep it under lock and show it to nobody."),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    domains = forms.CharField(
        label=_("Of which domains are your e-mail addresses?"),
        help_text=_("As in example.org, example.nl. Nobody else comes in this way."),
        max_length=500,
    )
    profile = forms.ChoiceField(
        label=_("Profile"), choices=SignInProfile.choices, widget=forms.RadioSelect
    )
    assurance = forms.ChoiceField(
        label=_("How sure does it have to be of who someone is?"),
        choices=[("", _("as sure as it is")), *Assurance.choices],
        required=False,
    )

    def __init__(self, *given: object, has_secret: bool, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        if has_secret:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("Leave it empty to keep the one we have.")

    def clean_domains(self) -> list[str]:
        domains = re.split(r"[\s,;]+", self.cleaned_data["domains"].strip().casefold())
        for domain in domains:
            if not DOMAIN.fullmatch(domain):
                wrong = _("“%(domain)s” is no domain; expected something like example.org.")
                raise forms.ValidationError(wrong, params={"domain": domain})
        return domains

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("profile") == SignInProfile.NLGOV and not given.get("assurance"):
            self.add_error("assurance", _("The NLGov profile asks for a level. Choose one."))
        return given
