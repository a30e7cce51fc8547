"""What ``wagtail start`` of 8.0 writes, on what it asks for itself: Django 6.1; tasks wait."""

from . import queue
from .kinds import Kind
from .way import *  # noqa: F403

KIND = Kind("8.0", change=queue.add, has_queue=True)
