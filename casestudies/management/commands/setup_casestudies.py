"""Make groups, workflows, vocabulary and the library page; safe to run again."""

from django.core.management.base import BaseCommand

from casestudies.domain.installation import install


class Command(BaseCommand):
    help = "Set up the case programme: groups, workflows, topics, glossary, library page."

    def handle(self, *args, **options):
        made = install()
        for line in made:
            self.stdout.write(f"已建立 {line}")
        self.stdout.write(self.style.SUCCESS(f"设置完成，新建 {len(made)} 项。"))
