from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0028_notices_of_evidence'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='bulk',
            name='bulk_action_known',
        ),
        migrations.AlterField(
            model_name='bulk',
            name='action',
            field=models.CharField(choices=[('accept', 'Accept'), ('reject', 'Reject'), ('tag', 'Put a tag on'), ('untag', 'Take a tag off'), ('assign', 'Hand over'), ('story', 'Put into a story'), ('undo', 'Undo')], max_length=6),
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['accept', 'reject', 'tag', 'untag', 'assign', 'story', 'undo'])), name='bulk_action_known'),
        ),
    ]
