"""Every field is classified, so that nobody keeps more than they meant to keep."""

import tomllib

import pytest
from django.apps import apps
from django.conf import settings

POLICY = tomllib.loads((settings.DOCS / "data-policy.toml").read_text())
CLASSES = {"open", "personal", "sensitive"}
MODELS = {
    model._meta.label: model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label not in {"contenttypes", "auth"}
}


def test_every_model_has_a_policy_and_every_policy_a_model():
    assert set(POLICY) == set(MODELS)


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_field_is_classified_and_has_a_term(label):
    rule = POLICY[label]
    fields = {field.name for field in MODELS[label]._meta.get_fields() if field.concrete}
    assert set(rule["fields"]) == fields
    assert set(rule["fields"].values()) <= CLASSES
    assert rule["kept"]
