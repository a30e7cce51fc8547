"""``manage.py settle_pictures``: put every picture of the programme where it belongs."""

from django.core.management.base import BaseCommand

from ...domain import publishing


class Command(BaseCommand):
    help = (
        "Moves originals of the programme's pictures, and renditions that no reader may see,"
        " out of the public media; run it once after an update from 0.2.0, and every night."
    )

    def handle(self, **options):
        originals, renditions = publishing.settle_all()
        self.stdout.write(f"移出公开目录的原图 {originals} 张，归位的缩略图 {renditions} 张。")
