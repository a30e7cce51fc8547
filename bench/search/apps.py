from django.apps import AppConfig


class SearchBenchConfig(AppConfig):
    name = "bench.search"
    label = "search_bench"
