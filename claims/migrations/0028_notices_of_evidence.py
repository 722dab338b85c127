from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0027_first_look'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_kind_known',
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('mention', 'somebody mentions you in a discussion'), ('assigned', 'a claim is assigned to you'), ('second_opinion', 'your second opinion is asked for'), ('verdict_waits', 'a verdict waits for your confirmation'), ('confirmed', 'a verdict of yours is confirmed'), ('published', 'a verdict of yours is published'), ('returned', 'a verdict of yours is returned'), ('verdict_stale', 'a verdict has to be looked at again'), ('verdict_held', 'the embargo is over, and the verdict is held back'), ('opinion_given', 'somebody gives the second opinion that you asked for'), ('new_hits', 'a saved search has new hits'), ('withdrawn', 'evidence of yours is withdrawn'), ('corrected', 'evidence of yours is corrected'), ('restored', 'evidence of yours that was withdrawn counts again'), ('source_decided', 'an admin decided on a source that you proposed')], max_length=14),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mention', 'assigned', 'second_opinion', 'verdict_waits', 'confirmed', 'published', 'returned', 'verdict_stale', 'verdict_held', 'opinion_given', 'new_hits', 'withdrawn', 'corrected', 'restored', 'source_decided'])), name='notice_kind_known'),
        ),
    ]
