"""The reader's search: one query over cases, calls and other pages."""

from .searching import SearchResults, search_pages

__all__ = ["SearchResults", "search_pages"]
