from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_attempts")]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("asked", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("location", models.CharField(blank=True, max_length=200)),
                ("sealed_body", models.TextField()),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="origin",
            field=models.CharField(
                choices=[
                    ("page", "page"),
                    ("api", "program"),
                    ("command", "command"),
                    ("job", "job"),
                ],
                max_length=10,
            ),
        ),
    ]
