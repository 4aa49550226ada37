"""Settings: one file, every choice from the environment (`.env.example` lists them).

A value that cannot be understood stops the start with one line that says which and why.
Refuses to start where it would be unsafe: a guessable secret, debug with a public host, any host
(`lib/safe_start.py`). What needs the database is looked at by `heard serve` (`ops/doctor.py`).
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from heard import env
from heard.lib.safe_start import refuse_unsafe
from heard.lib.secrets_file import secret_from_file

BASE_DIR = Path(__file__).resolve().parent
HEARD_DATA = env.folder("HEARD_DATA", "var")

DEMO = env.flag("HEARD_DEMO")
DEBUG = env.flag("HEARD_DEBUG")
SECRET_KEY = env.text("HEARD_SECRET_KEY") or secret_from_file(HEARD_DATA / "keys" / "secret.key")
HEARD_MASTER_KEY = env.text("HEARD_MASTER_KEY")
HEARD_KEY_FILE = HEARD_DATA / "keys" / "master.key"

# Where this installation is reached; links in mail are built from it, never from a request.
BASE_URL = env.text("HEARD_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
SERVED_OVER_TLS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.words("HEARD_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
refuse_unsafe(debug=DEBUG, base_url=BASE_URL, hosts=ALLOWED_HOSTS, secret=SECRET_KEY)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_htmx",
    "heard.people",
    "heard.privacy",
    "heard.activity",
    "heard.blend",
    "heard.wellbeing",
    "heard.objectives",
    "heard.feedback",
    "heard.conversations",
    "heard.opportunities",
    "heard.web",
    "heard.api",
    "heard.ops",
]

MIDDLEWARE = [
    "heard.web.middleware.headers.PrivateHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "heard.web.middleware.acting.ActingPerson",
    "heard.web.middleware.methods.Methods",
    "heard.web.middleware.door.SignInFirst",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "heard.urls"
ASGI_APPLICATION = "heard.asgi.application"
WSGI_APPLICATION = "heard.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "heard.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
            ],
        },
    }
]

DATABASE_URL = env.text("DATABASE_URL")
DATABASE_OWNER_URL = env.text("HEARD_DATABASE_OWNER_URL")
if DATABASE_URL:
    DATABASES = {
        "default": {
            **env.postgres(DATABASE_URL),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HEARD_DATA / "heard.sqlite3",
            "OPTIONS": {
                # Write-ahead log for readers beside one writer; FULL so that what was
                # acknowledged survives a power cut; IMMEDIATE so that writers queue, not fail.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
                ),
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["heard.web.sign_in.AddressAndPassword"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        # Fifteen while the password is the only secret; twelve once a second factor is there.
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "heard.web.sign_in.Doorkeeper"
# The library's own limits would let anybody lock anybody out; ours stand in web/limits.py.
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False, "signup": False}
# Kept when the browser closes; `web/sessions.py` ends it.
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SERVED_OVER_TLS
SESSION_COOKIE_NAME = "__Host-heard" if SERVED_OVER_TLS else "heard"
CSRF_COOKIE_SECURE = SERVED_OVER_TLS
CSRF_COOKIE_HTTPONLY = True
KNOWN_BROWSER_COOKIE = "__Host-heard-known" if SERVED_OVER_TLS else "heard-known"
SKIPPED_CHECK_IN_COOKIE = "__Host-heard-later" if SERVED_OVER_TLS else "heard-later"
# Sent to the pages of somebody outside only, which `__Host-` does not allow.
OUTSIDE_COOKIE = "__Secure-heard-outside" if SERVED_OVER_TLS else "heard-outside"
CSRF_COOKIE_NAME = "__Host-heard-form" if SERVED_OVER_TLS else "heard-form"
CSRF_FAILURE_VIEW = "heard.web.views.errors.form_expired"
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_OVER_TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("HEARD_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Decisions 10: a request body of 1 MB, an import of 5 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
IMPORT_MAX_BYTES = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
# What is brought stays in memory: no list of people is ever written to a temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

EMAIL_BACKEND = env.text(
    "HEARD_MAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("HEARD_MAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = HEARD_DATA / "mail"
EMAIL_HOST = env.text("HEARD_MAIL_HOST")
EMAIL_PORT = env.number("HEARD_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("HEARD_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("HEARD_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("HEARD_MAIL_STARTTLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("HEARD_MAIL_FROM", "Heard <heard@localhost>")

# Holds counts for the limits and nothing of anybody; large enough that none is forgotten early.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# Letters of the doors leave after the answer, so that its time tells nobody who is known here.
WORK_AFTERWARDS = True

# Openings and wishes are compared by meaning, or by tags and words alone.
MATCHING = env.text("HEARD_MATCHING", "meaning")
env.one_of("HEARD_MATCHING", MATCHING, ("meaning", "words"))

# Ids and routes only: paths, query strings, request bodies and sealed text are never logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"route": {"()": "heard.lib.log_lines.RouteNotPath"}},
    "formatters": {
        "line": {
            "()": "heard.lib.log_lines.Line",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["route"]}
    },
    "root": {"handlers": ["stderr"], "level": env.text("HEARD_LOG_LEVEL", "INFO")},
    "loggers": {
        # At their source too, for whatever else listens.
        "django.request": {"filters": ["route"]},
        "django.security.csrf": {"filters": ["route"]},
        "django.security.DisallowedHost": {"filters": ["route"]},
        "django.server": {"level": "CRITICAL"},
        "django.db.backends": {"level": "WARNING"},
        "uvicorn.access": {"level": "WARNING"},
    },
}
