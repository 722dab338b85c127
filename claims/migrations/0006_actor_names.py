"""Names are folded without articles and hyphens; claims and relays know by which name their actor goes."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

from claims.matching.names import fold_name, keys_of


def fold_again(apps, schema_editor):
    """Two names that now fold alike stay two: the second keeps its old form, and people merge their actors."""
    alias_model = apps.get_model("claims", "ActorAlias")
    taken = set(alias_model.objects.values_list("folded", flat=True))
    for alias in alias_model.objects.order_by("id").iterator():
        folded = fold_name(alias.name)
        if folded not in taken:
            taken.add(folded)
            alias.folded = folded
        alias.keys = keys_of(alias.name)
        alias.save(update_fields=["folded", "keys"])


def know_the_names(apps, schema_editor):
    alias_model = apps.get_model("claims", "ActorAlias")
    for model, actor, alias in (("Claim", "speaker", "speaker_alias"), ("ClaimRelay", "actor", "alias")):
        own = alias_model.objects.filter(actor=OuterRef(actor), name=F("actor__name")).values("pk")[:1]
        apps.get_model("claims", model).objects.filter(**{f"{actor}__isnull": False}).update(**{alias: Subquery(own)})


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_actor_graph")]

    operations = [
        migrations.RunPython(fold_again, migrations.RunPython.noop),
        migrations.RunPython(know_the_names, migrations.RunPython.noop),
    ]
