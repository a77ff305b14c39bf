"""Every field is classified, so that nobody keeps more than they meant to keep."""

import re
import tomllib

import pytest
from django.apps import apps
from django.conf import settings

READ = tomllib.loads((settings.DOCS / "data-policy.toml").read_text())
RECORD = READ["processing"]
POLICY = {label: rule for label, rule in READ.items() if not label.startswith("processing")}
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


def test_every_model_with_data_of_people_is_in_one_processing_and_no_other():
    told = [label for entry in RECORD.values() for label in entry["models"]]
    about_people = {
        label for label, rule in POLICY.items() if set(rule["fields"].values()) != {"open"}
    }
    assert sorted(told) == sorted(set(told))
    assert about_people - set(told) == set()
    assert set(told) <= set(POLICY)


@pytest.mark.parametrize("code", sorted(RECORD))
def test_a_term_in_days_that_the_record_names_is_that_of_a_model(code):
    entry = RECORD[code]
    days = {str(POLICY[label]["days"]) for label in entry["models"] if "days" in POLICY[label]}
    for language in ("nl", "en"):
        assert set(re.findall(r"\d+", entry[f"terms_{language}"])) <= days
