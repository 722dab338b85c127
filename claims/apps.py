from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("claims")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from articles.signals import article_stored
        from claims.services.scales import scales_default
        from claims.signals import notice_to_mail
        from claims.tasks import announce_article, announce_mail

        article_stored.connect(announce_article, dispatch_uid="claims.announce_article")
        notice_to_mail.connect(announce_mail, dispatch_uid="claims.announce_mail")
        post_migrate.connect(scales_default, sender=self, dispatch_uid="claims.scales_default")
