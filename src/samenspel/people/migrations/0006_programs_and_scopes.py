from typing import Any

from django.db import migrations, models


def keep_what_they_read(apps: Any, _schema_editor: Any) -> None:
    """A key that was made before there were scopes goes on reading parties, and no more."""
    apps.get_model("people", "ApiKey").objects.update(scopes=["parties:read"])


class Migration(migrations.Migration):
    dependencies = [("people", "0005_api_keys")]

    operations = [
        migrations.AddField(
            model_name="apikey", name="scopes", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="user", name="is_program", field=models.BooleanField(default=False)
        ),
        migrations.RunPython(keep_what_they_read, migrations.RunPython.noop),
    ]
