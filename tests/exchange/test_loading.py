"""The library for spreadsheets is loaded when one is read, not with the site."""

import os
import subprocess
import sys

from tests.contracts.tree import ROOT

CODE = """
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import casestudies.backoffice.viewsets, casestudies.exchange.imports, casestudies.exchange.reading
print(*sorted({"import_export", "tablib", "openpyxl"} & set(sys.modules)))
from casestudies.exchange import resources
print(*sorted({"import_export", "tablib", "openpyxl"} & set(sys.modules)))
from django.apps import apps
print(apps.is_installed("import_export"))
"""


def test_a_site_starts_without_it():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings.test"}
    told = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert told == ["", "import_export tablib", "False"]
