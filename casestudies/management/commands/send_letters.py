"""``manage.py send_letters``: send what stands in the outbox, once or for as long as it runs."""

import logging
import signal
from threading import Event

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from ...domain.digests import write_digests
from ...domain.letters import send_waiting

logger = logging.getLogger(__name__)

#: So many seconds a watching process sleeps when nothing is due.
PAUSE = 5


class Command(BaseCommand):
    help = (
        "Sends the letters that wait and writes the daily digests of staff. Run it every minute"
        " by a timer, or once with --watch, which goes on until it is stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="Go on until stopped.")

    def handle(self, **options):
        if options["watch"]:
            self._watch()
        else:
            self._once()

    def _once(self) -> bool:
        """Send all that is due; return whether anything was."""
        write_digests()
        sent = later = 0
        while (run := send_waiting()).sent:
            sent, later = sent + run.sent, later + run.later
            if run.later:
                break
        later += run.later if not run.sent else 0
        if sent or later:
            left = f"，{later} 封没有发出" if later else ""
            self.stdout.write(f"发出 {sent} 封信{left}。")
        return bool(sent)

    def _watch(self):
        stopped = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: stopped.set())
        while not stopped.is_set():
            try:
                close_old_connections()
                self._once()
            except DatabaseError:
                # The database may be back in a moment; nothing is lost until then.
                logger.exception("The outbox cannot be read")
            stopped.wait(PAUSE)
