"""Make groups, workflows, vocabulary, library page and a first call; safe to run again."""

from django.core.management.base import BaseCommand, CommandError

from casestudies.domain.installation import pending_migrations, set_up
from casestudies.domain.refusals import Refusal
from casestudies.models import CaseIndexPage


class Command(BaseCommand):
    help = "Set up the case programme: groups, workflows, topics, glossary, library, first call."

    def add_arguments(self, parser):
        parser.add_argument(
            "--parent", default="", help="Page above the library: path of its address, or key."
        )
        parser.add_argument("--slug", default="", help="Last part of the library's address.")
        parser.add_argument("--site", default="", help="Site of the library: host name, or key.")
        parser.add_argument(
            "--vocabulary",
            action="store_true",
            help="Make topics and terms that are missing, also what staff deleted.",
        )

    def handle(self, *args, parent="", slug="", site="", vocabulary=False, **options):
        if pending := pending_migrations():
            raise CommandError(
                "没有设置任何内容。数据表还没有建好，请先运行 manage.py migrate"
                f"（还没有运行的：{'、'.join(pending)}）。"
            )
        try:
            made = set_up(parent=str(parent), slug=slug, site=str(site), vocabulary=vocabulary)
        except Refusal as refusal:
            raise CommandError(f"没有设置任何内容。{refusal}") from refusal
        for line in made:
            self.stdout.write(f"已建立 {line}")
        self.stdout.write(self.style.SUCCESS(f"设置完成，新建 {len(made)} 项。"))
        for library in CaseIndexPage.objects.order_by("path"):
            self.stdout.write(f"{library.title}的地址：{library.full_url or '不在任何站点之内'}")
        if made:
            self.stdout.write("接下来运行 update_index，再用 check --database default 看还缺什么。")
