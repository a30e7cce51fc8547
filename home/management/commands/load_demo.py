"""Fill a demo site on top of ``migrate``; safe to run again."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo import accounts, loading


class Command(BaseCommand):
    help = "Fill a demo site with unions, calls, dossiers, cases and one account for each role."

    def add_arguments(self, parser):
        parser.add_argument(
            "--accounts", action="store_true", help="Print the accounts and do nothing else."
        )

    def handle(self, *args, **options):
        if not is_demo():
            raise CommandError(
                "演示内容只能装入演示站，正式站的设置不允许运行 load_demo。"
                "请改用 settings.dev，或在设置中写明 CASESTUDIES_DEMO = True。"
            )
        if not options["accounts"]:
            made = loading.load()
            for line in made:
                self.stdout.write(f"已装入 {line}")
            self.stdout.write(self.style.SUCCESS(f"演示内容已就绪，新装入 {len(made)} 项。"))
        self.stdout.write(accounts.table())


def is_demo() -> bool:
    """Whether these settings are a developer's or the tests', and say so."""
    tests = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test")
    return getattr(settings, "CASESTUDIES_DEMO", False) is True and (settings.DEBUG or tests)
