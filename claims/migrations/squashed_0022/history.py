"""What keeps rows as they are and in history: the tables and triggers of django-pghistory as they were at 0022."""

from hashlib import sha1

from django.db import migrations, models
from pgtrigger.compiler import Trigger, UpsertTriggerSql

REFUSED = "RAISE EXCEPTION 'pgtrigger: Cannot {} rows from % table', TG_TABLE_NAME;"


def kept_in_history(model, *, without=()):
    """Return what makes a model and the table of its states; changes of fields in `without` alone leave no trace."""
    kept = {name: field for name, field in model.fields if name not in without}
    model.options["triggers"] = model.options.get("triggers", []) + history_triggers(model.name, kept, without)
    fields = [
        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
        ("pgh_label", models.TextField(help_text="The event label.")),
        *((name, copied(field)) for name, field in kept.items()),
        ("pgh_context", loose_key("pghistory.context", null=True, related_name="+")),
        ("pgh_obj", loose_key(f"claims.{model.name}", related_name="history", related_query_name="history")),
    ]
    return [model, migrations.CreateModel(f"{model.name}Event", fields, options={"abstract": False})]


def copied(field):
    """Return the field as its history has it: never unique, and what it leads to may be gone."""
    _, _, args, options = field.deconstruct()
    options.pop("unique", None)
    if isinstance(field, models.BigAutoField):
        return models.BigIntegerField()
    if isinstance(field, models.ForeignKey):
        return loose_key(**options | {"related_name": "+", "related_query_name": "+"})
    if field.db_index:
        options["db_index"] = False
    return type(field)(*args, **options)


def loose_key(to, **options):
    return models.ForeignKey(to, **options | {"on_delete": models.DO_NOTHING, "db_constraint": False})


def history_triggers(model, kept, without):
    """Return the triggers that copy a row when it is new, has changed, or is about to be gone."""
    columns = [f"{name}_id" if isinstance(field, models.ForeignKey) else name for name, field in sorted(kept.items())]
    changed = any_differs(columns) if without else "WHEN (OLD.* IS DISTINCT FROM NEW.*)"
    return [
        trigger(model, "insert_insert", "AFTER", "INSERT", copy_row(model, columns, "NEW", "insert")),
        trigger(model, "update_update", "AFTER", "UPDATE", copy_row(model, columns, "NEW", "update"), changed),
        trigger(model, "delete_delete", "AFTER", "DELETE", copy_row(model, columns, "OLD", "delete")),
    ]


def copy_row(model, columns, row, label):
    values = {column: f'{row}."{column}"' for column in columns} | {
        "pgh_context_id": "_pgh_attach_context()",
        "pgh_created_at": "NOW()",
        "pgh_label": f"'{label}'",
        "pgh_obj_id": f'{row}."id"',
    }
    names = sorted(values)
    into = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table(model)}event" ({into}) VALUES ({", ".join(values[n] for n in names)}); RETURN NULL;'


def append_only(model):
    return trigger(model, "append_only", "BEFORE", "UPDATE OR DELETE", REFUSED.format("update or delete"))


def never_changed(model):
    return trigger(model, "never_changed", "BEFORE", "UPDATE", REFUSED.format("update"))


def words_stay(model, *columns):
    return trigger(model, "words_stay", "BEFORE", "UPDATE", REFUSED.format("update"), any_differs(columns))


def any_differs(columns):
    return "WHEN ({})".format(" OR ".join(f'OLD."{c}" IS DISTINCT FROM (NEW."{c}")' for c in columns))


def trigger(model, name, when, operation, func, condition=""):
    # The name that django-pgtrigger gives; by it and the hash of the SQL it knows its triggers again.
    pgid = f"pgtrigger_{name}_{sha1(f'claims.{model}:{name}'.encode()).hexdigest()[:5]}"
    sql = {"when": when, "operation": operation, "func": func, "condition": condition}
    return Trigger(name=name, sql=UpsertTriggerSql(pgid=pgid, table=table(model), **sql))


def table(model):
    return f"claims_{model.lower()}"
