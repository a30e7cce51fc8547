"""Take the case programme out of the site; what the site made itself stays."""

from django.core.management.base import BaseCommand, CommandError

from casestudies.domain import removal
from casestudies.domain.refusals import Refusal

_AFTERWARDS = """\
接下来：
1. 从 INSTALLED_APPS 去掉 casestudies 和 casestudies.chinese_search，
   从网址配置去掉 casestudies.urls；
2. 从 WAGTAILSEARCH_BACKENDS 去掉 casestudies.chinese_search，再运行 update_index；
3. 去掉 CASESTUDIES 和 CHINESE_SEARCH_VOCABULARY 两项设置，卸载安装包。
本站自己的图片和所有人的账号都还在。"""


class Command(BaseCommand):
    help = "Remove the case programme: pages, groups, workflows, private files, tables."

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="Do not ask for confirmation.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what would go, and remove nothing."
        )

        parser.add_argument(
            "--take-along",
            action="store_true",
            help="Delete records of the site's own that hang on the programme's, as told.",
        )

    def handle(self, *args, yes=False, dry_run=False, take_along=False, **options):
        if not removal.is_installed():
            raise CommandError("本站没有案例库的数据表，没有可以移除的内容。")
        try:
            removal.require_none()
            self._tell()
            if dry_run:
                self.stdout.write("以上只是清点，没有移除任何内容。")
                return
            if not take_along:
                removal.require_nothing_falls()
            self._confirm(yes)
            removal.remove(take_along=take_along)
        except Refusal as refusal:
            raise CommandError(f"没有移除任何内容。{refusal}") from refusal
        self.stdout.write(self.style.SUCCESS("案例库已从本站移除。"))
        self.stdout.write(_AFTERWARDS)

    def _tell(self):
        self.stdout.write("将从本站移除：")
        for kind in removal.kinds():
            self.stdout.write(f"  {kind.name}：{kind.number}")
        self.stdout.write(f"  数据表：{removal.number_of_tables()}")
        if falling := removal.falling():
            self.stdout.write(
                "本站自己的这些记录依附于以上内容，会一起被删除（须加 --take-along）："
            )
            for kind in falling:
                self.stdout.write(f"  {kind.name}：{kind.number}")
        if links := removal.unlinked():
            self.stdout.write(f"本站自己的页面等内容有链接指向案例库，移除后会失效：{links}")
        if kept := removal.kept_pictures().count():
            self.stdout.write(f"案例库的图片因本站自己的内容也在用而保留：{kept}")

    def _confirm(self, yes):
        if yes:
            return
        try:
            answer = input("移除后无法恢复，请先备份数据库和文件。确认移除请输入 yes：")
        except EOFError:
            answer = ""
        if answer.strip().lower() != "yes":
            raise CommandError("没有移除任何内容：没有得到确认。")
