"""What may be wrong with what Django and Wagtail are told, and what is then told."""

from tests.checks.mutations import MIDDLEWARE_LOSS, SEARCH_LOSS

PROCESSOR_LOSS = "does not run: pages of the programme lack what it adds."
NO_TEMPLATES = "The templates of the programme are not found: every page of it fails."
LANGUAGE = (
    "LANGUAGE_CODE is not zh-hans, or USE_I18N is off: forms and letters that an office and"
    " unions read are not in Chinese."
)

WIRING = [
    *(
        (
            f"{name} is not installed",
            ("E016", f'"{name}" is not installed: pages of the programme fail or have no styles.'),
            lambda site, label=label: site.without_app(label),
        )
        for name, label in [
            ("django.contrib.messages", "messages"),
            ("django.contrib.sessions", "sessions"),
            ("django.contrib.staticfiles", "staticfiles"),
        ]
    ),
    *(
        (
            f"{name} does not run",
            ("E017", f'"{name}" {MIDDLEWARE_LOSS}'),
            lambda site, name=name: site.drop("MIDDLEWARE", name),
        )
        for name in [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ]
    ),
    *(
        (
            f"{name} adds nothing",
            ("E019", f'"{name}" {PROCESSOR_LOSS}'),
            lambda site, name=name: site.without_processor(name),
        )
        for name in [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]
    ),
    (
        "templates of apps are not looked for",
        ("E018", NO_TEMPLATES),
        lambda site: site.engine(APP_DIRS=False, DIRS=["home/templates"]),
    ),
    (
        "loaders without that of apps",
        ("E018", NO_TEMPLATES),
        lambda site: site.engine(
            APP_DIRS=False,
            DIRS=["home/templates"],
            options={"loaders": ["django.template.loaders.filesystem.Loader"]},
        ),
    ),
    ("no templates of Django", ("E018", NO_TEMPLATES), lambda site: site.set(TEMPLATES=[])),
    (
        "base template is missing",
        (
            "E010",
            'The template "gone.html" is not found: every public page of the programme fails.',
        ),
        lambda site: site.key(BASE_TEMPLATE="gone.html"),
    ),
    (
        "base template has no block for content",
        (
            "E011",
            'The template "stranger.html" has no block "content" that would be shown: the public'
            " pages of the programme are empty.",
        ),
        lambda site: site.base("{% block main %}{% endblock %}"),
    ),
    (
        "base template has no block in its head",
        (
            "W010",
            'The template "stranger.html" has no block "extra_css" in its head: style sheets of the'
            " programme are linked inside its pages instead, which may show for a moment without"
            " them, and search engines do not get the introduction of a case.",
        ),
        lambda site: site.base("{% block content %}{% endblock %}"),
    ),
]

SETTINGS = [
    (
        "address of visitors by the name of a header",
        ("E026", 'CASESTUDIES["CLIENT_ADDRESS"] is "X-Real-IP", which no request has.'),
        lambda site: site.key(CLIENT_ADDRESS="X-Real-IP"),
    ),
    (
        "a key misspelt",
        ("E003", 'CASESTUDIES has a key "LETTER" that the programme does not know.'),
        lambda site: site.key(LETTER=False),
    ),
    (
        "a value of another kind",
        ("E003", 'CASESTUDIES["PRIVATE_ROOT"] is not right: it must be str or Path.'),
        lambda site: site.key(PRIVATE_ROOT=5),
    ),
    (
        "no dictionary",
        ("E003", "CASESTUDIES is not a dictionary."),
        lambda site: site.set(CASESTUDIES=["LETTERS"]),
    ),
    (
        "the search is not installed",
        (
            "E002",
            "casestudies.chinese_search is not installed: search misses what changes.",
        ),
        lambda site: site.without_app("chinese_search"),
    ),
    (
        "Wagtail's own search",
        ("E023", f"The search is wagtail.search.backends.database, {SEARCH_LOSS}"),
        lambda site: site.set(
            WAGTAILSEARCH_BACKENDS={"default": {"BACKEND": "wagtail.search.backends.database"}}
        ),
    ),
    (
        "no search is set",
        ("E023", f"The search is Wagtail's own, {SEARCH_LOSS}"),
        lambda site: delattr(site.settings, "WAGTAILSEARCH_BACKENDS"),
    ),
    (
        "no vocabulary",
        (
            "W002",
            "CHINESE_SEARCH_VOCABULARY is not set: search knows no other names of the topics.",
        ),
        lambda site: delattr(site.settings, "CHINESE_SEARCH_VOCABULARY"),
    ),
    (
        "workflows are off",
        (
            "E024",
            "WAGTAIL_WORKFLOW_ENABLED is off: nothing that is sent can be decided.",
        ),
        lambda site: site.set(WAGTAIL_WORKFLOW_ENABLED=False),
    ),
    ("English", ("W011", LANGUAGE), lambda site: site.set(LANGUAGE_CODE="en-us")),
    ("no translations", ("W011", LANGUAGE), lambda site: site.set(USE_I18N=False)),
    (
        "clock of nobody",
        (
            "W012",
            "TIME_ZONE is UTC: what editors type is read as its time, not as China’s.",
        ),
        lambda site: site.set(TIME_ZONE="UTC"),
    ),
    (
        "no time zones",
        ("E025", "USE_TZ is off: deadlines cannot be told from the server's clock."),
        lambda site: site.set(USE_TZ=False),
    ),
    (
        "small forms",
        (
            "W013",
            "DATA_UPLOAD_MAX_MEMORY_SIZE is 65536: a dossier with long texts is refused.",
        ),
        lambda site: site.set(DATA_UPLOAD_MAX_MEMORY_SIZE=65536),
    ),
    (
        "no JPEG",
        (
            "W014",
            'WAGTAILIMAGES_EXTENSIONS has no "jpg", and photos of dossiers are such files: editors'
            " cannot change what they say of one.",
        ),
        lambda site: site.set(WAGTAILIMAGES_EXTENSIONS=["png", "webp"]),
    ),
]

DATABASES = [
    (
        "MariaDB",
        (
            "E021",
            "The programme does not run on MySQL: it locks rows and searches in ways of SQLite"
            " and PostgreSQL.",
        ),
        lambda site: site.database(vendor="mysql", display_name="MySQL"),
    ),
    (
        "Oracle",
        (
            "E021",
            "The programme does not run on Oracle: it locks rows and searches in ways of SQLite"
            " and PostgreSQL.",
        ),
        lambda site: site.database(vendor="oracle", display_name="Oracle"),
    ),
    (
        "SQLite without full text",
        ("E022", "SQLite of this Python has no FTS5: nothing can be searched."),
        lambda site: (
            site.database(
                vendor="sqlite",
                settings_dict={"OPTIONS": {"transaction_mode": "IMMEDIATE"}},
            ),
            site.without_fts5(),
        ),
    ),
    (
        "SQLite whose writers do not wait",
        (
            "W021",
            "Transactions of SQLite are not IMMEDIATE: of two who write at once, one fails.",
        ),
        lambda site: site.database(vendor="sqlite", settings_dict={"OPTIONS": {}}),
    ),
]

PRODUCTION = [
    *(
        (
            f"{name} as cache",
            (
                "W030",
                f"The cache (django.core.cache.backends.{name}) is not shared: with several"
                " workers some of them lead to old addresses for up to an hour.",
            ),
            lambda site, name=name: site.set(
                CACHES={"default": {"BACKEND": f"django.core.cache.backends.{name}"}}
            ),
        )
        for name in ("locmem.LocMemCache", "dummy.DummyCache")
    ),
    (
        "a mail server may hang",
        (
            "W031",
            "{timeout} is not set: while the mail server hangs, who sends a dossier waits and may"
            " see an error.",
        ),
        lambda site: site.smtp_without_timeout(),
    ),
    (
        "letters come from nowhere",
        (
            "W032",
            "Letters to unions come from webmaster@localhost, which mail servers refuse.",
        ),
        lambda site: site.set(DEFAULT_FROM_EMAIL="webmaster@localhost"),
    ),
    (
        "letters lead to nowhere",
        ("W033", 'WAGTAILADMIN_BASE_URL is "": links in letters to staff lead nowhere.'),
        lambda site: delattr(site.settings, "WAGTAILADMIN_BASE_URL"),
    ),
    (
        "letters lead to this machine",
        (
            "W033",
            'WAGTAILADMIN_BASE_URL is "http://localhost:8000": links in letters to staff lead'
            " nowhere.",
        ),
        lambda site: site.set(WAGTAILADMIN_BASE_URL="http://localhost:8000"),
    ),
    (
        "behind a proxy that is nobody's address",
        (
            "W034",
            "The site stands behind a proxy, whose address would count as that of every visitor:"
            " after 200 wrong passwords of whomever all have to wait.",
        ),
        lambda site: site.set(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")),
    ),
    *(
        (
            f"{name} of Wagtail",
            (
                "W035",
                f"{name} does not count tries: at the admin anybody may try as often as they like.",
            ),
            lambda site, name=name: delattr(site.settings, name),
        )
        for name in ("WAGTAILADMIN_USER_LOGIN_FORM", "WAGTAILADMIN_USER_PASSWORD_RESET_FORM")
    ),
    (
        "sessions of two weeks",
        (
            "W036",
            "SESSION_COOKIE_AGE is 1209600: who finds the computer of an editor or a clerk open is"
            " signed in for more than a working day.",
        ),
        lambda site: site.set(SESSION_COOKIE_AGE=1209600),
    ),
]
