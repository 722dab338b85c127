"""Settings of claimtrack, all from the environment; README names each one and a test holds it to that.

With DATABASE_URL and REDIS_URL unset, the embedded servers under CLAIMTRACK_VAR are used (`manage.py up` runs them).
"""

import secrets
import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from claimtrack.services import postgres, valkey

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def read_secret_key(path: Path) -> str:
    """Return SECRET_KEY, or the key that this machine made for its own embedded servers."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    if env.str("DATABASE_URL", default=""):
        raise ImproperlyConfigured("Set SECRET_KEY: it is required where DATABASE_URL is set.")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def read_time_zone(name: str, default: str) -> str:
    """Return a time zone name that exists; anything else stops the start."""
    zone: str = env.str(name, default=default)
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name}={zone!r} is not a time zone name such as Europe/Paris.") from error
    return zone


# --- where things are -----------------------------------------------------------------------------------------------
CLAIMTRACK_VAR = Path(env.str("CLAIMTRACK_VAR", default="") or BASE_DIR / "var").resolve()
# Built by set-up from the packages that it installs, so it lies with them.
GAZETTEER = Path(env.str("GAZETTEER", default="") or Path(sys.prefix) / "share" / "claimtrack" / "gazetteer.sqlite3")
DATABASE_URL = env.str("DATABASE_URL", default="") or postgres.default_url(CLAIMTRACK_VAR)
REDIS_URL = env.str("REDIS_URL", default="") or valkey.default_url(CLAIMTRACK_VAR)

# --- the newsroom ---------------------------------------------------------------------------------------------------
NEWSROOM_TIME_ZONE = read_time_zone("NEWSROOM_TIME_ZONE", "Europe/Paris")
MAX_TEXT_BYTES = env.int("MAX_TEXT_BYTES", default=2_000_000)
# JSON may write one byte of text as six ("\u0000"), and HTML carries a page around its text.
MAX_BODY_BYTES = env.int("MAX_BODY_BYTES", default=8 * MAX_TEXT_BYTES)
TOKEN_DAYS = env.int("TOKEN_DAYS", default=365)
# Where one person alone is on duty: a lead may confirm a verdict of their own, and the verdict says so.
VERDICT_BY_ONE = env.bool("VERDICT_BY_ONE", default=False)

# --- Django ---------------------------------------------------------------------------------------------------------
SECRET_KEY = read_secret_key(CLAIMTRACK_VAR / "secret_key")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "claimtrack.urls"
WSGI_APPLICATION = "claimtrack.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history", related_query_name="history")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "csp",
    "axes",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "claimtrack",
    "claimtrack.accounts",
    "articles",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "claimtrack.middleware.BodyLimitMiddleware",
    "claimtrack.middleware.NullByteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "claimtrack.accounts.sessions.SessionRenewalMiddleware",
    "claimtrack.accounts.middleware.ReaderMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# Persistent connections with a health check: after a database restart the next request reconnects at once.
DATABASES = {
    "default": {
        **environ.Env.db_url_config(DATABASE_URL),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

# --- people and tokens ----------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "claimtrack.accounts.client.client_address"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
# Its own token table would only stand empty beside ours, and in the way of emptying ours.
MIGRATION_MODULES = {"knox": None}
KNOX_TOKEN_MODEL = "accounts.ApiToken"  # noqa: S105 (the name of a model)
REST_KNOX = {"TOKEN_TTL": timedelta(days=TOKEN_DAYS), "TOKEN_PREFIX": "ct_"}

# --- REST -----------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claimtrack.accounts.authentication.ScopedTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claimtrack.accounts.permissions.ScopeOrRole"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claimtrack.api.ClearJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "claimtrack.api.NewestFirstPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["claimtrack.api.CalmThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": env.str("API_RATE", default="6000/min")},
    "EXCEPTION_HANDLER": "claimtrack.api.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "claimtrack",
    "DESCRIPTION": "Post articles, read the claims they attribute to somebody, link evidence.",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SERVE_AUTHENTICATION": ["rest_framework.authentication.SessionAuthentication"],
    "ENUM_NAME_OVERRIDES": {
        f"{name}Enum": f"claims.models.{name}"
        for name in ("ActorKind", "ClaimState", "Kind", "ProposalState", "RelationKind", "SourceState", "VerdictState")
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- the one network door (claimtrack/http.py) ----------------------------------------------------------------------
FETCH = env.bool("FETCH", default=True)
FETCH_SECONDS = env.int("FETCH_SECONDS", default=10)
FETCH_BYTES = env.int("FETCH_BYTES", default=5_000_000)
FETCH_ALSO = env.list("FETCH_ALSO", default=[])
KEEP_CAPTURES = env.bool("KEEP_CAPTURES", default=True)
RECHECK_DAYS = env.int("RECHECK_DAYS", default=30)
FIGURES_SECONDS = env.int("FIGURES_SECONDS", default=300)

# --- Celery ---------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = valkey.celery_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "visibility_timeout": 3600}
# A post must be answered while the broker is down; the sweep finds what could not be announced.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.1}
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=10)
CELERY_BEAT_SCHEDULE = {
    "find articles left behind": {"task": "claims.tasks.sweep", "schedule": SWEEP_SECONDS},
    "publish verdicts when their embargo ends": {"task": "claims.tasks.publish_due", "schedule": 30},
    "look at evidence again": {"task": "claims.tasks.recheck", "schedule": 600},
    "tell of verdicts to be looked at again": {"task": "claims.tasks.tell_of_verdicts", "schedule": 60},
    "tell of new hits of searches": {"task": "claims.tasks.tell_of_new_hits", "schedule": 900},
    "find mails left behind": {"task": "claims.tasks.sweep_mails", "schedule": 60},
    "go on with actions on many claims": {"task": "claims.tasks.sweep_bulks", "schedule": 300},
    "work out the queue": {"task": "claims.tasks.order_queue", "schedule": 3600},
}

# --- languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = NEWSROOM_TIME_ZONE

# --- static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = CLAIMTRACK_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [f"django.contrib.staticfiles.finders.{name}Finder" for name in ("FileSystem", "AppDirectories")]
STATICFILES_FINDERS += ["claimtrack.bundles.BundleFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- mail and log ---------------------------------------------------------------------------------------------------
vars().update(environ.Env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="claimtrack@localhost")
# Mails are written where no request tells which address people use.
PUBLIC_URL = (env.str("PUBLIC_URL", default="") or f"http://127.0.0.1:{env.str('PORT', default='') or 8000}").rstrip(
    "/"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}

# --- safety ---------------------------------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
