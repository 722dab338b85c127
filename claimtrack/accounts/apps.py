from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "claimtrack.accounts"
    label = "accounts"
    verbose_name = _("people and tokens")

    def ready(self) -> None:
        from claimtrack.accounts import schema, sessions  # noqa: F401 (they register themselves)
