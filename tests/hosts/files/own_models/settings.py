INSTALLED_APPS = ["people", "pictures", *INSTALLED_APPS, "wagtail.locales"]
AUTH_USER_MODEL = "people.User"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.OwnImage"
WAGTAILDOCS_DOCUMENT_MODEL = "pictures.OwnDocument"
MIDDLEWARE.insert(2, "django.middleware.locale.LocaleMiddleware")
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
