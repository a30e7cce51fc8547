"""The outbox is sent: each letter once, later again where the mail server refuses."""

import smtplib
from datetime import timedelta

import django
import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from casestudies.domain.letters import send_waiting, write_letters
from casestudies.domain.letters.sending import BATCH, PAUSES
from casestudies.enums import LetterStanding
from casestudies.models import Letter
from tests.factories import SubmissionFactory

pytestmark = pytest.mark.django_db

S = LetterStanding


class Server(BaseEmailBackend):
    """A mail server of which each test says how it answers."""

    opens = None
    takes = None
    connections = 0
    taken: list[str] = []

    def open(self):
        Server.connections += 1
        if Server.opens:
            raise Server.opens

    def send_messages(self, messages):
        for message in messages:
            if Server.takes:
                Server.takes(message)
            Server.taken.extend(message.to)
        return len(messages)


@pytest.fixture
def server(settings):
    path = f"{__name__}.Server"
    if django.VERSION < (6, 1):
        settings.EMAIL_BACKEND = path
    else:
        settings.MAILERS = {"default": {"BACKEND": path}}
    Server.opens, Server.takes, Server.connections, Server.taken = None, None, 0, []
    return Server


def written(*addresses, **more):
    submission = SubmissionFactory(title="班前十分钟")
    return write_letters("withdrawn", to=addresses, submission=submission, **more)


def states():
    return list(Letter.objects.order_by("pk").values_list("standing", flat=True))


def refuse(code):
    def take(message):
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (code, b"no")})

    return take


def test_a_letter_leaves_once_with_its_words(mailoutbox):
    written("a@example.org")
    assert send_waiting().sent == 1
    assert send_waiting().sent == 0
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (["a@example.org"], "已撤回：《班前十分钟》")
    kept = Letter.objects.get()
    assert (kept.standing, kept.attempts, bool(kept.sent_at)) == (S.SENT, 1, True)
    assert kept.body == letter.body


def test_one_connection_carries_many_and_no_run_more_than_its_batch(
    server, django_assert_num_queries
):
    written(*(f"{number}@example.org" for number in range(3)))
    # Unsure ones, keys; take, read and note each.
    with django_assert_num_queries(2 + 3 * 3):
        assert send_waiting().sent == 3
    written(*(f"{number}@example.org" for number in range(BATCH + 1)))
    assert send_waiting().sent == BATCH
    assert send_waiting().sent == 1
    assert len(set(server.taken)) == BATCH + 1


def test_a_server_that_is_down_costs_one_attempt_and_loses_nothing(server):
    written("a@example.org", "b@example.org")
    server.opens = ConnectionRefusedError("down")
    run = send_waiting()
    assert (run.sent, run.later, server.connections) == (0, 2, 1)
    assert states() == [S.WAITING, S.WAITING]
    assert Letter.objects.first().fault == "ConnectionRefusedError: down"
    server.opens = None
    assert send_waiting().sent == 0
    assert send_waiting(now=timezone.now() + timedelta(minutes=1, seconds=1)).sent == 2
    assert sorted(server.taken) == ["a@example.org", "b@example.org"]


def test_pauses_grow_and_in_the_end_the_office_decides(server):
    written("a@example.org")
    server.opens = TimeoutError("hangs")
    now, pauses = timezone.now(), []
    while Letter.objects.get().standing == S.WAITING:
        send_waiting(now=now)
        letter = Letter.objects.get()
        pauses.append((letter.due_at - now).total_seconds() / 60)
        now = max(letter.due_at, now)
    assert tuple(pauses[:-1]) == PAUSES
    assert (letter.standing, letter.attempts) == (S.FAILED, len(PAUSES) + 1)


@pytest.mark.parametrize(("code", "state"), [(450, S.WAITING), (550, S.FAILED)])
def test_a_refused_address_waits_or_is_told_at_once(server, code, state):
    written("a@example.org", "b@example.org")

    def take(message):
        if message.to == ["a@example.org"]:
            refuse(code)(message)

    server.takes = take
    run = send_waiting()
    assert (run.sent, run.later) == (1, 1)
    assert states() == [state, S.SENT]
    assert str(code) in Letter.objects.order_by("pk").first().fault


class Lost:
    """A socket of a server that takes the text and is not heard of again."""

    def sendall(self, data):
        pass

    def close(self):
        pass


def test_a_text_that_may_have_been_taken_is_not_sent_a_second_time(server):
    written("a@example.org")

    def take(message):
        connection = smtplib.SMTP()
        connection.sock = Lost()
        connection.getreply = lambda: (_ for _ in ()).throw(smtplib.SMTPServerDisconnected("gone"))
        connection.data("text")

    server.takes = take
    send_waiting()
    assert states() == [S.UNSURE]
    server.takes = None
    assert send_waiting(now=timezone.now() + timedelta(days=3)).sent == 0


def test_a_connection_that_breaks_before_the_text_is_tried_again(server):
    written("a@example.org")

    def take(message):
        raise smtplib.SMTPServerDisconnected("at RCPT")

    server.takes = take
    send_waiting()
    assert states() == [S.WAITING]


def test_a_process_that_died_leaves_a_letter_nobody_is_sure_of(server):
    written("a@example.org")
    begun = timezone.now()
    Letter.objects.update(standing=S.SENDING, tried_at=begun)
    send_waiting(now=begun + timedelta(minutes=9))
    assert states() == [S.SENDING]
    send_waiting(now=begun + timedelta(minutes=11))
    assert states() == [S.UNSURE]
    assert server.taken == []


def test_what_another_process_took_is_left_to_it(server):
    written("a@example.org", "b@example.org")

    def take(message):
        # While the first is spoken, another process takes the second.
        Letter.objects.filter(address="b@example.org").update(
            standing=S.SENDING, tried_at=timezone.now()
        )

    server.takes = take
    assert send_waiting().sent == 1
    assert server.taken == ["a@example.org"]


def test_a_secret_text_is_dropped_once_it_has_left(mailoutbox):
    written("a@example.org", is_secret=True)
    send_waiting()
    assert "已撤回" in mailoutbox[0].body
    assert Letter.objects.get().body == ""
    assert mail.outbox[0].to == ["a@example.org"]
