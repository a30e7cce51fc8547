"""``manage.py purge_missed_questions``: forget what readers missed long ago."""

from django.core.management.base import BaseCommand

from ...domain.reading import questions


class Command(BaseCommand):
    help = "Deletes questions that found nothing, older than --days; run it every night."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=365, help="How many days are kept.")

    def handle(self, **options):
        deleted = questions.purge(days=options["days"])
        self.stdout.write(f"删除 {deleted} 条没有搜到的问题。")
