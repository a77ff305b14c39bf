import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0011_translations'),
    ]

    operations = [
        migrations.AddField(
            model_name='opinionmap',
            name='begun',
            field=models.CharField(choices=[('first', 'All votes were gone through.'), ('goes_on', 'It goes on from the map before, with what was voted since.'), ('statements', 'All votes were gone through anew, for a statement was taken out or shown again.'), ('again', 'It counts the votes of the map before once more, with the statements as they are now.')], default='first', max_length=10),
        ),
        migrations.AddField(
            model_name='opinionmap',
            name='standing',
            field=models.BinaryField(default=b''),
        ),
        migrations.AddField(
            model_name='opinionmap',
            name='worded',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='vote',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='conversations.participant'),
        ),
        migrations.AddIndex(
            model_name='vote',
            index=models.Index(condition=models.Q(('is_counted', False)), fields=['statement'], name='vote_not_counted'),
        ),
    ]
