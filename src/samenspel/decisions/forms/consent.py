from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samenspel.decisions.choices import Body, Position, Step
from samenspel.decisions.models import Objection
from samenspel.people.models import User

from .fields import ObjectionsField, PersonField, lines, moment


class RemarkForm(forms.Form):
    """A question, a reaction, or the answer to one."""

    words = forms.CharField(max_length=1000)


class StanceForm(forms.Form):
    """Where someone stands, and which concern or objection they have."""

    elector = forms.IntegerField()
    on_text = forms.CharField(max_length=64)
    position = forms.ChoiceField(choices=Position.choices)
    words = forms.CharField(max_length=1000, required=False)


class NominationForm(forms.Form):
    """Whom someone wants for a task, and why."""

    elector = forms.IntegerField()
    nominee = PersonField(User.objects.none())
    why = forms.CharField(max_length=500)

    def __init__(self, *given: Any, people: QuerySet[User], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["nominee"].queryset = people  # type: ignore[attr-defined]


class EscalateForm(forms.Form):
    """Who decides about it instead, and why it could not be agreed."""

    to = forms.ChoiceField(label=_("Who decides instead?"), choices=Body.choices)
    escalated_because = lines(_("What could you not agree on?"), most=500, rows=2)


class AmendForm(forms.Form):
    """Another text for a new round, with the objections that are worked into it."""

    text = lines(_("What do you propose?"), most=8000, rows=6)
    why = lines(_("What did you change, and why?"), most=500, rows=2)
    integrates = ObjectionsField(
        Objection.objects.none(),
        label=_("Which objections did you work into it?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Who objected says in the new round whether it is enough."),
    )
    asks = forms.ChoiceField(
        label=_("What do you ask first?"),
        choices=[
            (Step.CONSENT.value, _("consent at once")),
            (Step.QUESTIONS.value, _("first questions and reactions again")),
        ],
        widget=forms.RadioSelect,
        initial=Step.CONSENT,
    )
    closes_at = moment(_("Until when?"))

    def __init__(self, *given: Any, objections: QuerySet[Objection], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["integrates"].queryset = objections  # type: ignore[attr-defined]
        if not objections:
            del self.fields["integrates"]
