import uuid

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def set_apart(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The opaque id moves, unchanged, so that old lines of the trail keep their actor."""
    User, Alias = apps.get_model('people', 'User'), apps.get_model('platform', 'ActorAlias')
    for person in User.objects.order_by('pk').iterator():
        Alias.objects.create(person=person, alias=person.opaque_id)


def bring_back(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    User, Alias = apps.get_model('people', 'User'), apps.get_model('platform', 'ActorAlias')
    aliases = dict(Alias.objects.values_list('person', 'alias'))
    for person in User.objects.order_by('pk').iterator():
        opaque_id = aliases.get(person.pk) or uuid.uuid4()
        User.objects.filter(pk=person.pk).update(opaque_id=opaque_id)
    Alias.objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('platform', '0002_aliases_schedules_and_stuck_tasks'),
    ]

    operations = [
        migrations.RunPython(set_apart, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='user',
            name='opaque_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.RunPython(migrations.RunPython.noop, bring_back),
        migrations.RemoveField(model_name='user', name='opaque_id'),
        migrations.AddField(
            model_name='user',
            name='is_staff',
            field=models.BooleanField(default=False),
        ),
    ]
