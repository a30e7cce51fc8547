"""The words of the programme: what ships with it, and what search is told of the topics."""

from .entries import search_entries
from .shipped import GLOSSARY, TOPICS

__all__ = ["GLOSSARY", "TOPICS", "search_entries"]
