"""Settings. What differs between installations comes from the environment."""

from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import env

from samenspel.config.private import private_folder
from samenspel.config.secret import stored_secret

if _file := env.str("SAMENSPEL_SETTINGS", ""):  # lines NAME=value; what is set already stays
    with Path(_file).open(encoding="utf-8"):  # says so when it is not there or not ours to read
        env.read_env(_file, recurse=False)

ROOT = Path(__file__).parents[3]
REPORT = ROOT / "src" / "samenspel_report"
DOCS = ROOT / "docs"
DATA_DIR = private_folder(env.path("SAMENSPEL_DATA_DIR", ROOT / "var"), "db.sqlite3", "secret_key")
UPLOADS = DATA_DIR / "uploads"
# A bucket for files on their way, shared by more machines: s3://key:secret@host/bucket?region=nl
FILES_URL = env.str("FILES_URL", "")

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or stored_secret(DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])  # of before a new key
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("TRUSTED_ORIGINS", [])

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "samenspel.platform.sqlite"
    DATABASES["default"]["CONN_MAX_AGE"] = None  # who closes last writes the whole log back
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["ENGINE"] = "samenspel.platform.postgresql"
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = True  # what the address asks stays
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "samenspel.platform",
    "samenspel.people",
    "samenspel.collaborations",
    "samenspel.channels",
    "samenspel.registers",
    "samenspel.meaning",
    "samenspel.conversations",
    "samenspel.agreements",
    "samenspel.evaluation",
    "samenspel.decisions",
    "samenspel.portfolio",
    "allauth",  # after ours: our templates come first
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]
MIDDLEWARE = [
    "samenspel.platform.middleware.house_headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "samenspel.platform.middleware.probed_by_any_name",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "samenspel.platform.programs.answers_to_programs",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samenspel.people.adapters.visits.note_last_seen",
    "samenspel.collaborations.adapters.second_step_first",
    "samenspel.platform.middleware.small_from_visitors",
    "samenspel.platform.middleware.acting_from_a_door",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samenspel.platform.post.demo",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "samenspel.platform.templatetags.moments",
            ],
        },
    }
]
FORM_RENDERER = "samenspel.platform.forms.HouseRenderer"
API_DESCRIPTION = "samenspel.config.api.description"
ROOT_URLCONF = "samenspel.config.urls"
WSGI_APPLICATION = "samenspel.config.wsgi.application"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "portfolio:home"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
HTTPS = env.bool("HTTPS", False)
SITE = env.str("SITE", f"https://{ALLOWED_HOSTS[0]}" if HTTPS else "http://localhost:8000")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
if HTTPS:  # the proxy in front ends TLS and says so in this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600  # sent over https only
SECURE_REFERRER_POLICY = "same-origin"
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

ACCOUNT_ADAPTER = "samenspel.people.adapters.account.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "samenspel.people.forms.SignInForm",
    "confirm_login_code": "samenspel.people.forms.SignInCodeForm",
    "confirm_email_verification_code": "samenspel.people.forms.SignUpCodeForm",
    "signup": "samenspel.people.forms.SignUpForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]  # no password anywhere
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"  # nobody learns here who has an account
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS: dict[str, str] = {}  # none of our own: those of django-allauth
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if HTTPS else 0)
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "samenspel.people.adapters.second_step.SecondStepAdapter"
MFA_FORMS = {
    "add_webauthn": "samenspel.people.forms.PasskeyForm",
    "activate_totp": "samenspel.people.forms.AppForm",
    "authenticate": "samenspel.people.forms.SecondStepForm",
    "reauthenticate": "samenspel.people.forms.ConfirmByCodeForm",
}
SOCIALACCOUNT_ADAPTER = "samenspel.people.adapters.provider.SocialAccountAdapter"
INSIDE_ALLOWED: list[str] = env.list("INSIDE_ALLOWED", [])  # networks of our own we may ask
ADMINISTRATORS_NEED_SECOND_STEP = env.bool("ADMINISTRATORS_NEED_SECOND_STEP", HTTPS)

DEMO = env.bool("DEMO", not HTTPS and not env.str("EMAIL_URL", ""))
POST = DATA_DIR / "post"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "Samenspel <samenspel@localhost>")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", parseaddr(DEFAULT_FROM_EMAIL)[1])
SECURITY_TXT_EXPIRES = env.date("SECURITY_TXT_EXPIRES", None)  # or half a year from each day
EMAIL_TIMEOUT = 10
CONTACT = env.str("CONTACT", "")  # who answers about privacy and accessibility; an e-mail address
if DEMO:  # mail goes to a page, and only mail to fictional people
    EMAIL_BACKEND = "samenspel.platform.post.DemoPost"
else:
    _mail = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
    if "EMAIL_BACKEND" not in _mail:  # it would be sent without encryption
        raise ImproperlyConfigured("EMAIL_URL: begin with submission:// (encrypted) or smtp://.")
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail["EMAIL_USE_SSL"]

# Who decides about the personal data here: name, address, data protection officer (AVG art. 30)
CONTROLLER = env.str("CONTROLLER", "")

# Networks of our own that webhooks may reach all the same, as 10.1.0.0/16; none unless given
WEBHOOKS_MAY_REACH: list[str] = env.list("WEBHOOKS_MAY_REACH", [])

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "src" / "samenspel" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "staticfiles"
STATICFILES_DIRS = [REPORT / "static"]
STATIC_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
STORAGES = {"staticfiles": {"BACKEND": STATIC_STORAGE}}

UPLOAD_LIMIT = 200 * 1024 * 1024  # bytes of one uploaded file
VISITOR_LIMIT = 16 * 1024  # bytes of what someone sends who is not signed in
READ_AT_ONCE = 1024 * 1024  # a smaller file is read while the person waits
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # of a form, its files apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "samenspel.platform.uploads.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "samenspel.platform.uploads.PlainTemporaryFile",
]


TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {  # in the database: rate limits count for all processes together
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "platform_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # what is culled is no longer counted
    },
    "documents": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "documents",
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "samenspel.platform.logs.formatter", "as_json": not DEMO}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "samenspel": {"level": env.str("LOG_LEVEL", "WARNING" if DEMO else "INFO")},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
