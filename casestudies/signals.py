"""Signals for hosts, sent after the transaction that made them true is committed.

Each is sent with ``sender=Submission``, ``submission`` and ``by`` (a user or None).
"""

from django.dispatch import Signal

#: A dossier changed its state; also has ``move``, the name of the move in ``casestudies.moves``.
submission_moved = Signal()
