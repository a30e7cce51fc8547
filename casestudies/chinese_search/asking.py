"""What every query compiler of ours begins with, whoever answers: a plan, or a tree."""

from functools import cached_property

from .questions import Question, from_tree, planned
from .vocabulary import current


class AsksQuestions:
    """Mixed into Wagtail's compilers: typed text becomes a plan, trees have planned leaves."""

    #: Whether the last word may be unfinished.
    takes_prefixes = False

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        super().__init__(
            queryset,
            query,
            fields=fields,
            operator=operator,
            order_by_relevance=order_by_relevance,
        )
        self.is_typed = isinstance(query, str) and operator is None

    @cached_property
    def question(self) -> Question:
        if self.is_typed:
            return planned(self.query.query_string, current(), prefix=self.takes_prefixes)
        return from_tree(self.query, current(), prefix=self.takes_prefixes)
