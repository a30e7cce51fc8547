"""What ``wagtail start`` of 7.4 writes, on what it asks for itself: Django 6.0."""

from .kinds import Kind
from .way import *  # noqa: F403

KIND = Kind("7.4")
