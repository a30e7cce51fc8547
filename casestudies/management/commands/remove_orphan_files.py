"""``manage.py remove_orphan_files``: delete files of the programme that no row names."""

from django.core.management.base import BaseCommand

from ...domain import removal


class Command(BaseCommand):
    help = "Deletes files without a row that are older than a day; run it every night."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Name them and delete none.")

    def handle(self, *, dry_run, verbosity, **options):
        found = removal.orphans()
        for storage, name in found:
            if dry_run or verbosity > 1:
                self.stdout.write(name)
            if not dry_run:
                storage.delete(name)
        said = "将删除 {} 个没有记录的文件。" if dry_run else "删除 {} 个没有记录的文件。"
        self.stdout.write(said.format(len(found)))
