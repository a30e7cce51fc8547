from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "tests.chinese_search.shelf"
    label = "shelf"
