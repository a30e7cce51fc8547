"""``manage.py send_letters``: once for a timer, or until it is stopped."""

import os
import signal
import threading

import pytest
from django.core.management import call_command

from casestudies.domain.letters import write_letters
from casestudies.domain.letters.sending import BATCH
from casestudies.enums import LetterStanding
from casestudies.management.commands import send_letters
from casestudies.models import Letter
from tests.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


def written(many):
    addresses = [f"{number}@example.org" for number in range(many)]
    return write_letters("withdrawn", to=addresses, submission=SubmissionFactory())


def test_all_that_is_due_leaves_in_one_run(mailoutbox, capsys):
    written(BATCH + 1)
    call_command("send_letters")
    assert len(mailoutbox) == BATCH + 1
    assert capsys.readouterr().out == f"发出 {BATCH + 1} 封信。\n"
    call_command("send_letters")
    assert capsys.readouterr().out == ""


def test_a_server_that_is_down_is_asked_once_a_run(settings, capsys, monkeypatch):
    def down(self):
        raise ConnectionRefusedError("down")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", down)
    written(2)
    call_command("send_letters")
    assert capsys.readouterr().out == "发出 0 封信，2 封没有发出。\n"
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


def test_watching_sends_what_comes_and_ends_when_told(mailoutbox, monkeypatch):
    monkeypatch.setattr(send_letters, "PAUSE", 0.01)
    # It would close the connection that holds the transaction of this test.
    monkeypatch.setattr(send_letters, "close_old_connections", lambda: None)
    runs = []

    def once(command):
        runs.append(command)
        if len(runs) == 1:
            written(1)
        elif Letter.objects.get().standing == LetterStanding.SENT:
            os.kill(os.getpid(), signal.SIGTERM)
        return original(command)

    original = send_letters.Command._once
    monkeypatch.setattr(send_letters.Command, "_once", once)
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    guard = threading.Timer(20, os.kill, (os.getpid(), signal.SIGTERM))
    guard.start()
    try:
        call_command("send_letters", watch=True)
    finally:
        guard.cancel()
        for number, handler in kept.items():
            signal.signal(number, handler)
    assert len(mailoutbox) == 1
    assert len(runs) == 2
