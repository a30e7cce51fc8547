"""The reader's search: one question over cases, calls and other pages."""

from .finding import Found, find

__all__ = ["Found", "find"]
