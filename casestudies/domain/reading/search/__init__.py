"""The reader's search: one question over cases, calls and other pages."""

from .finding import MAX_LENGTH, Found, find

__all__ = ["MAX_LENGTH", "Found", "find"]
