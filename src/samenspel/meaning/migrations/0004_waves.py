import uuid

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_each_its_own_series(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    scan_model = apps.get_model("meaning", "Scan")
    for scan in scan_model.objects.filter(series=None):
        scan_model.objects.filter(pk=scan.pk).update(series=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("meaning", "0003_group_link")]

    operations = [
        migrations.AddField("scan", "series", models.UUIDField(null=True)),
        migrations.RunPython(give_each_its_own_series, migrations.RunPython.noop),
        migrations.AlterField(
            "scan", "series", models.UUIDField(default=uuid.uuid4, editable=False)
        ),
        migrations.AddField("scan", "wave", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "scan", "next_wave_told_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "respondent", "wave_tag", models.CharField(blank=True, default="", max_length=96),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "scan", models.UniqueConstraint(fields=("series", "wave"), name="scan_wave_once")
        ),
    ]  # fmt: skip
