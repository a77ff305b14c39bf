import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q

SIDES = [("offer", "we offer it"), ("need", "we need it")]


def say_which_side_asked(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Note of which side the party was that asked."""
    introductions = apps.get_model("portfolio", "Introduction").objects
    introductions.filter(asked_for=F("need__party")).update(asked_side="need")


def say_which_party_asked(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """The way back: what people published by themselves goes, as it has no place there."""
    apps.get_model("portfolio", "Listing").objects.filter(party=None).delete()
    for each in apps.get_model("portfolio", "Introduction").objects.select_related("offer", "need"):
        asking = each.offer if each.asked_side == "offer" else each.need
        each.asked_for_id = asking.party_id
        each.save(update_fields=["asked_for"])


class Migration(migrations.Migration):

    dependencies = [
        ("collaborations", "0004_second_step_and_provider"),
        ("portfolio", "0004_letters_that_waited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "introduction", "asked_side",
            models.CharField(choices=SIDES, default="offer", max_length=10), preserve_default=False,
        ),
        migrations.AlterField(
            "introduction", "asked_for",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                to="collaborations.party",
            ),
        ),
        migrations.AddField(
            "listing", "person",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="listings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "listing", "party",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="listings",
                to="collaborations.party",
            ),
        ),
        migrations.RunPython(say_which_side_asked, say_which_party_asked),
        migrations.RemoveField("introduction", "asked_for"),
        migrations.AddConstraint(
            "listing",
            models.CheckConstraint(
                condition=Q(("party", None), ("person__isnull", False))
                | Q(("party__isnull", False), ("person", None)),
                name="listing_of_a_party_or_a_person",
            ),
        ),
    ]
