"""The work of the newsroom: log, queue, discussion, many claims at once, notices, searches, figures."""

from django.conf import settings
from django.db import migrations, models

from claims.migrations.squashed_0022.history import append_only

operations = [
    migrations.CreateModel(
        "Event",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("verb", models.CharField(max_length=40, verbose_name="what")),
            (
                "article",
                models.ForeignKey("articles.article", models.PROTECT, blank=True, null=True, related_name="events"),
            ),
            ("claim", models.ForeignKey("claims.claim", models.PROTECT, blank=True, null=True, related_name="events")),
            ("story", models.ForeignKey("claims.story", models.PROTECT, blank=True, null=True, related_name="events")),
            (
                "evidence",
                models.ForeignKey("claims.evidence", models.PROTECT, blank=True, null=True, related_name="events"),
            ),
            ("actor", models.ForeignKey("claims.actor", models.PROTECT, blank=True, null=True, related_name="events")),
            ("case", models.ForeignKey("claims.case", models.PROTECT, blank=True, null=True, related_name="events")),
            (
                "by",
                models.ForeignKey(
                    settings.AUTH_USER_MODEL,
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="+",
                    verbose_name="by",
                ),
            ),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
            ("why", models.TextField(blank=True, verbose_name="why")),
            ("claim_version", models.PositiveIntegerField(blank=True, null=True)),
            ("changes", models.JSONField(blank=True, default=dict, verbose_name="changes")),
            ("undo", models.JSONField(blank=True, default=dict)),
        ],
        options={
            "verbose_name": "event",
            "verbose_name_plural": "events",
            "ordering": ["-id"],
            "triggers": [append_only("Event")],
        },
    ),
    migrations.CreateModel(
        "QueueEntry",
        [
            (
                "claim",
                models.OneToOneField(
                    "claims.claim",
                    models.CASCADE,
                    primary_key=True,
                    related_name="queue",
                    serialize=False,
                    verbose_name="claim",
                ),
            ),
            ("waiting", models.BooleanField(default=True)),
            ("priority", models.FloatField(default=0)),
            ("outlets", models.PositiveIntegerField(default=1)),
            ("evidence", models.PositiveIntegerField(default=0)),
            (
                "taken_by",
                models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, blank=True, null=True, related_name="+"),
            ),
            ("taken_until", models.DateTimeField(blank=True, null=True)),
            (
                "opinion_by",
                models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, blank=True, null=True, related_name="+"),
            ),
            ("opinion_at", models.DateTimeField(blank=True, null=True)),
            ("opinion_note", models.TextField(blank=True)),
        ],
        options={
            "verbose_name": "entry of the queue",
            "verbose_name_plural": "queue",
            "indexes": [
                models.Index(
                    models.OrderBy(models.F("priority"), descending=True),
                    models.OrderBy(models.F("claim"), descending=True),
                    condition=models.Q(("waiting", True)),
                    name="queue_order",
                ),
                models.Index(condition=models.Q(("taken_by__isnull", False)), fields=["taken_by"], name="queue_taken"),
                models.Index(
                    condition=models.Q(("opinion_by__isnull", False)), fields=["opinion_at"], name="queue_opinion"
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("taken_by", None), ("taken_until", None)),
                        models.Q(("taken_by__isnull", False), ("taken_until__isnull", False)),
                        _connector="OR",
                    ),
                    name="queue_taken_until_a_time",
                )
            ],
        },
    ),
    migrations.CreateModel(
        "Comment",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "claim",
                models.ForeignKey("claims.claim", models.PROTECT, related_name="comments", verbose_name="claim"),
            ),
            (
                "by",
                models.ForeignKey(
                    settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name="by"
                ),
            ),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
        ],
        options={
            "verbose_name": "comment",
            "verbose_name_plural": "comments",
            "ordering": ["id"],
            "triggers": [append_only("Comment")],
        },
    ),
    migrations.CreateModel(
        "CommentVersion",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "comment",
                models.ForeignKey("claims.comment", models.PROTECT, related_name="versions", verbose_name="comment"),
            ),
            ("number", models.PositiveIntegerField(verbose_name="number")),
            ("text", models.TextField(blank=True, verbose_name="text")),
            ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by")),
            ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
        ],
        options={
            "verbose_name": "version of a comment",
            "ordering": ["number"],
            "constraints": [
                models.UniqueConstraint(fields=("comment", "number"), name="comment_version_once"),
                models.CheckConstraint(
                    condition=models.Q(("number__gt", 1), models.Q(("text", ""), _negated=True), _connector="OR"),
                    name="comment_begins_with_words",
                ),
            ],
            "triggers": [append_only("CommentVersion")],
        },
    ),
    migrations.CreateModel(
        "Bulk",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "action",
                models.CharField(
                    choices=[
                        ("accept", "Accept"),
                        ("reject", "Reject"),
                        ("tag", "Put a tag on"),
                        ("assign", "Hand over"),
                        ("story", "Put into a story"),
                        ("undo", "Undo"),
                    ],
                    max_length=6,
                ),
            ),
            ("params", models.JSONField(blank=True, default=dict)),
            ("search", models.TextField(blank=True)),
            ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="by")),
            (
                "undoes",
                models.OneToOneField("claims.bulk", models.PROTECT, blank=True, null=True, related_name="undone_by"),
            ),
            ("chosen_at", models.DateTimeField(auto_now_add=True)),
            ("started_at", models.DateTimeField(blank=True, null=True)),
            ("finished_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("action__in", ["accept", "reject", "tag", "assign", "story", "undo"])),
                    name="bulk_action_known",
                ),
                models.CheckConstraint(
                    condition=models.Q(("finished_at", None), ("started_at__isnull", False), _connector="OR"),
                    name="bulk_started_before_finished",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        "BulkItem",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("bulk", models.ForeignKey("claims.bulk", models.CASCADE, related_name="items")),
            ("claim", models.ForeignKey("claims.claim", models.CASCADE, related_name="+")),
            ("version", models.PositiveIntegerField()),
            ("story", models.BigIntegerField(blank=True, null=True)),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("waiting", "waiting"),
                        ("done", "done"),
                        ("changed", "changed meanwhile"),
                        ("refused", "not possible"),
                    ],
                    db_default="waiting",
                    default="waiting",
                    max_length=7,
                ),
            ),
            ("told", models.CharField(blank=True, db_default="", max_length=300)),
            ("undo", models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict)),
            ("event", models.BigIntegerField(blank=True, null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["bulk", "outcome", "claim"], name="bulk_by_outcome")],
            "constraints": [
                models.UniqueConstraint(fields=("bulk", "claim"), name="claim_once_in_bulk"),
                models.CheckConstraint(
                    condition=models.Q(("outcome__in", ["waiting", "done", "changed", "refused"])),
                    name="bulk_outcome_known",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        "Notice",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("to", models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("mention", "somebody mentions you in a discussion"),
                        ("assigned", "a claim is assigned to you"),
                        ("second_opinion", "your second opinion is asked for"),
                        ("verdict_waits", "a verdict waits for your confirmation"),
                        ("confirmed", "a verdict of yours is confirmed"),
                        ("published", "a verdict of yours is published"),
                        ("returned", "a verdict of yours is returned"),
                        ("verdict_stale", "a verdict has to be looked at again"),
                        ("verdict_held", "the embargo is over, and the verdict is held back"),
                        ("opinion_given", "somebody gives the second opinion that you asked for"),
                        ("new_hits", "a saved search has new hits"),
                        ("source_decided", "an admin decided on a source that you proposed"),
                    ],
                    max_length=14,
                ),
            ),
            ("address", models.CharField(max_length=500)),
            ("about", models.CharField(max_length=300)),
            ("number", models.PositiveIntegerField(default=0)),
            (
                "by",
                models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, blank=True, null=True, related_name="+"),
            ),
            ("at", models.DateTimeField()),
            ("read_at", models.DateTimeField(blank=True, null=True)),
            ("mail_due", models.BooleanField(default=False)),
            ("mailed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "verbose_name": "notice",
            "verbose_name_plural": "notices",
            "ordering": ["-at", "-id"],
            "indexes": [
                models.Index(fields=["to", "-at"], name="notice_of_person"),
                models.Index(
                    condition=models.Q(("mail_due", True), ("mailed_at", None)), fields=["at"], name="notice_unmailed"
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "kind__in",
                            [
                                "mention",
                                "assigned",
                                "second_opinion",
                                "verdict_waits",
                                "confirmed",
                                "published",
                                "returned",
                                "verdict_stale",
                                "verdict_held",
                                "opinion_given",
                                "new_hits",
                                "source_decided",
                            ],
                        )
                    ),
                    name="notice_kind_known",
                ),
                models.CheckConstraint(condition=models.Q(("address__startswith", "/")), name="notice_leads_to_us"),
                models.UniqueConstraint(
                    condition=models.Q(("read_at", None)), fields=("to", "kind", "address"), name="notice_unread_once"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        "SavedSearch",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=100, verbose_name="name")),
            ("params", models.TextField()),
            (
                "owner",
                models.ForeignKey(
                    settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name="kept by"
                ),
            ),
            ("shared", models.BooleanField(default=False, verbose_name="shared with the newsroom")),
            ("created_at", models.DateTimeField(auto_now_add=True)),
            ("told", models.BigIntegerField(default=0, editable=False)),
            ("removed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "verbose_name": "saved search",
            "verbose_name_plural": "saved searches",
            "indexes": [
                models.Index(
                    condition=models.Q(("removed_at", None)), fields=["owner", "name"], name="saved_search_of"
                )
            ],
            "constraints": [
                models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="saved_search_has_name")
            ],
        },
    ),
    migrations.CreateModel(
        "SearchSeen",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("search", models.ForeignKey("claims.savedsearch", models.CASCADE, related_name="seen")),
            ("user", models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")),
            ("claim", models.BigIntegerField(default=0)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("search", "user"), name="search_seen_once")],
        },
    ),
    migrations.CreateModel(
        "Figures",
        [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("days", models.PositiveIntegerField(unique=True)),
            ("at", models.DateTimeField(verbose_name="at")),
            ("data", models.JSONField(default=dict)),
        ],
        options={
            "verbose_name": "figures",
            "verbose_name_plural": "figures",
        },
    ),
]
