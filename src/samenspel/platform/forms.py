"""How a form looks in this house."""

from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """Label, help, error and field in that order; the order in which people read."""

    field_template_name = "ui/field.html"
