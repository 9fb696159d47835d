"""Every setting, from the environment. docs/runbook.md lists them with what they mean.

PLUMBLINE_ENV is `production` (the default for gunicorn and Celery), `embedded` (the default for
manage.py: an SQLite file and an in-memory queue, no other service) or `test`.
"""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
PLUMBLINE_ENV = env.str("PLUMBLINE_ENV", "production")
if PLUMBLINE_ENV not in {"production", "embedded", "test"}:
    raise ImproperlyConfigured("PLUMBLINE_ENV must be production, embedded or test.")
PRODUCTION = PLUMBLINE_ENV == "production"
VAR_DIR = Path(env.str("PLUMBLINE_VAR", str(BASE_DIR / "var")))


def _embedded_secret_key() -> str:
    """The key of this machine's embedded copy, made once and kept beside its database."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("Production needs SECRET_KEY in the environment.")
    SECRET_KEY = "test-" + "k" * 50 if PLUMBLINE_ENV == "test" else _embedded_secret_key()
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "testserver"])
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Production needs ALLOWED_HOSTS in the environment.")

# The council's own
COUNCIL_NAME = env.str("COUNCIL_NAME", "Example Council")
BRAND_COLOUR = env.str("BRAND_COLOUR", "#00645b")
PLUMBLINE_TODAY = env.date("PLUMBLINE_TODAY") if env.str("PLUMBLINE_TODAY", "") else None
if PRODUCTION and PLUMBLINE_TODAY:
    raise ImproperlyConfigured("PLUMBLINE_TODAY pins the demo's day; production refuses it.")

INSTALLED_APPS = [
    "core",  # first: its migrate and flush wrap Django's
    "organisation",
    "figures",
    "publications",
    "caseloads",
    "audits",
    "indicators",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "allauth",
    "allauth.account",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "core.sizes.SizeLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.caching.NotStored",
    "core.sessions.SessionLimits",
    "core.kept.KeptPosts",
    "core.sessions.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "core.context.site",
            ],
        },
    }
]

# Databases: PostgreSQL by DATABASE_URL, else an SQLite file
if PRODUCTION and not env.str("DATABASE_URL", ""):
    # Else a command at a prompt without the environment would look at an empty file and call it well.
    raise ImproperlyConfigured("Production needs DATABASE_URL in the environment.")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'plumbline.sqlite3'}")}
_db = DATABASES["default"]
_test_name = env.str("PLUMBLINE_TEST_DB", "plumbline_test")
if _db["ENGINE"] == "django.db.backends.sqlite3":
    Path(_db["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE: else over half of concurrent read-then-write transactions fail as locked.
    _db["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
    _db["TEST"] = {"NAME": str(VAR_DIR / f"{_test_name}.sqlite3")}
else:
    _db["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    _db["CONN_HEALTH_CHECKS"] = True
    _db["TEST"] = {"NAME": _test_name}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "plumbline_cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# Sign-in and sessions
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "core.signin.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "core.signin.SignInForm",
    "change_password": "core.signin.NewPasswordForm",
    "reset_password": "core.signin.ForgottenPasswordForm",
    "reset_password_from_key": "core.signin.ResetForm",
}
# Taken before any hash; an office shares one address, so that is the wider of each pair.
ACCOUNT_RATE_LIMITS = {
    "login": "100/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/h/key",
    "change_password": "5/m/user",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", False) else 0
PASSWORD_RESET_TIMEOUT = 3600
CSRF_FAILURE_VIEW = "core.kept.csrf_failure"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 20 * 60)
SESSION_TOTAL_SECONDS = env.int("SESSION_TOTAL_SECONDS", 10 * 3600)
SESSION_COOKIE_AGE = SESSION_TOTAL_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What the browser may do
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# Jobs
REDIS_URL = env.str("REDIS_URL", "")
if PRODUCTION and not REDIS_URL:
    raise ImproperlyConfigured("Production needs REDIS_URL in the environment.")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost//"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1700
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_DISABLE_PREFETCH = bool(REDIS_URL)  # no message waits behind a long job
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis however long it takes
CELERY_TIMEZONE = "UTC"
# A message is only a hint, the Job row holds the truth (docs/adr/0003): it is gone when it is fetched, and
# nothing is put back. Putting back needs a timeout longer than any job, and crashes a worker that lost Redis.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"ack_emulation": False, "socket_timeout": 2, "socket_connect_timeout": 2, "socket_keepalive": True}
    if REDIS_URL
    else {"polling_interval": 0.05}
)
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # no file: the database knows what is due
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "core.jobs.tick", "schedule": 60.0, "options": {"expires": 55}},
}
# Each process publishes its jobs by itself; the tests do it by hand.
JOBS_IN_BACKGROUND = env.bool("JOBS_IN_BACKGROUND", PLUMBLINE_ENV != "test")

FILE_LIMIT_BYTES = 20 * 1024 * 1024
FILES_KEPT_DAYS = env.int("FILES_KEPT_DAYS", 30)
JOBS_KEPT_DAYS = env.int("JOBS_KEPT_DAYS", 90)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# E-mail: what core.mail posts (reminders, tasks), and the links by which a forgotten password is chosen anew
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "plumbline@localhost")
# Without a server none is sent. A link in production's log would let in whoever reads it.
_mail = "smtp" if EMAIL_HOST else "dummy" if PRODUCTION else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_mail}.EmailBackend"
MAIL_KEPT_DAYS = env.int("MAIL_KEPT_DAYS", 90)
# Links in e-mails begin with it: in production https and the first of ALLOWED_HOSTS, unless it is set
SITE_URL = env.str("SITE_URL", "").rstrip("/")
if not SITE_URL and PRODUCTION and ALLOWED_HOSTS[0].startswith(("*", ".")):
    raise ImproperlyConfigured("Production needs SITE_URL in the environment: ALLOWED_HOSTS[0] is no host.")
SITE_URL = SITE_URL or (f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000")
if not SITE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("SITE_URL must begin with https:// (or http://).")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    # A page that is not there, or not for this person, is no news.
    "loggers": {"django.request": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
