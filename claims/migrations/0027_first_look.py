from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0026_claim_to_story'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='evidencecheck',
            name='evidence_check_known',
        ),
        migrations.AlterField(
            model_name='evidencecheck',
            name='outcome',
            field=models.CharField(choices=[('first', 'seen for the first time'), ('same', 'as it was seen'), ('changed', 'changed since it was seen'), ('gone', 'gone'), ('unreachable', 'out of reach this time')], max_length=11, verbose_name='outcome'),
        ),
        migrations.AddConstraint(
            model_name='evidencecheck',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['first', 'same', 'changed', 'gone', 'unreachable'])), name='evidence_check_known'),
        ),
    ]
