from django.db import migrations


class Migration(migrations.Migration):
    """Whether a verdict is stale is worked out when it is asked for; nothing ever filled this column."""

    dependencies = [("claims", "0017_list_indexes")]

    operations = [migrations.RemoveField(model_name="queueentry", name="stale")]
