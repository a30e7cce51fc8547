"""The same plan for OpenSearch and Elasticsearch, through Wagtail's own backend for them.

    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "casestudies.chinese_search.cluster",
            "ENGINE": "opensearch3",  # a module of modelsearch.backends
            "URLS": ["https://search.example.org:9200"],
            "INDEX_PREFIX": "cases_",
        }
    }

Text is folded here before it is sent, and the server's built-in ``cjk`` analyser cuts it
into bigrams: nothing needs to be installed on the server. Synonyms are looked up at each
question, as on a database.
"""

from copy import deepcopy
from functools import cache, cached_property
from importlib import import_module

from modelsearch.backends.elasticsearchbase import Field
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import Fuzzy
from modelsearch.utils import deep_update

from .analysis import canonical, is_han
from .expressions import EVERYTHING, NOTHING, AllOf, Leaf, NoneOf
from .finding import ENOUGH, FEW
from .questions import PART_WEIGHT, Question, from_tree, planned
from .vocabulary import current

#: What satisfying one level more counts: above what words can reach.
LEVEL_BOOST = 1_000
#: What the second best form of a word adds to the best.
TIE_BREAKER = 0.3
_ANALYSIS = {"settings": {"analysis": {"analyzer": {"default": {"type": "cjk"}}}}}
_NOTHING = {"bool": {"must_not": {"match_all": {}}}}


def SearchBackend(params):
    """Return the backend of the engine that ``params["ENGINE"]`` names, with our plan.

    Raises ``ImportError`` when the engine's client is not installed.
    """
    params = dict(params)
    return _backend_class(params.pop("ENGINE", "opensearch3"))(params)


@cache
def _backend_class(engine):
    stock = import_module(f"modelsearch.backends.{engine}").SearchBackend
    mapping = type("Mapping", (_Folds, stock.mapping_class), {})
    attributes = {
        "mapping_class": mapping,
        "query_compiler_class": type(
            "Compiler", (_Plans, stock.query_compiler_class), {"mapping_class": mapping}
        ),
        "autocomplete_query_compiler_class": type(
            "AutocompleteCompiler",
            (_PlansUnfinished, stock.autocomplete_query_compiler_class),
            {"mapping_class": mapping},
        ),
        "results_class": type("Results", (_Loosens, stock.results_class), {}),
        "settings": deep_update(deepcopy(stock.settings), deepcopy(_ANALYSIS)),
    }
    return type(f"Chinese{stock.__name__}", (stock,), attributes)


class _Folds:
    """Mixed into mappings: searchable text is sent folded, what is filtered by as it is."""

    def _get_document_field_data(self, field, obj):
        name, value, edgengrams = super()._get_document_field_data(field, obj)
        if isinstance(field, SearchField | AutocompleteField):
            return name, _folded(value), [_folded(text) for text in edgengrams]
        return name, value, edgengrams


def _folded(value):
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, list | tuple):
        return [_folded(part) for part in value]
    return value


class _Plans:
    """Mixed into query compilers: plain text becomes a plan, trees have planned leaves.

    A clause looks in all fields, so that what is excluded is excluded from each of them.
    """

    takes_prefixes = False

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        super().__init__(
            queryset,
            query,
            fields=fields,
            operator=operator,
            order_by_relevance=order_by_relevance,
        )
        self._is_typed = isinstance(query, str) and operator is None
        self.strict_count = None

    @cached_property
    def question(self) -> Question:
        if self._is_typed:
            return planned(self.query.query_string, current(), prefix=self.takes_prefixes)
        return from_tree(self.query, current(), prefix=self.takes_prefixes)

    @property
    def is_loose(self) -> bool:
        """Whether so few have all words that looser levels are asked for too."""
        return self.strict_count is not None and self.strict_count < FEW

    def decide(self, count):
        """Let ``count`` tell how many results are strict, once; looser ones need to be asked."""
        if self._is_typed and self.question.looser and self.strict_count is None:
            self.strict_count = FEW
            self.strict_count = count(self.get_query())

    def get_inner_query(self):
        if isinstance(self.query, Fuzzy):
            return super().get_inner_query()
        question = self.question
        if not self.is_loose:
            return self._clause(question.strict)
        *groups, _scraps = question.looser
        levels = [question.strict, *(level for group in groups for level in group)]
        satisfied = [
            {"constant_score": {"filter": self._clause(level), "boost": LEVEL_BOOST}}
            for level in levels
        ]
        return {
            "bool": {
                "must": {"bool": {"should": satisfied, "minimum_should_match": 1}},
                "should": [self._clause(term.known_by) for term in question.terms],
            }
        }

    def _clause(self, expression):
        """Return what an expression is to the server; a word scores as its best form."""
        if expression == EVERYTHING:
            return {"match_all": {}}
        if expression == NOTHING:
            return _NOTHING
        if isinstance(expression, Leaf):
            return self._leaf(expression, self._weights.get(expression.text, PART_WEIGHT))
        if isinstance(expression, NoneOf):
            return {"bool": {"must_not": self._clause(expression.part)}}
        clauses = [self._clause(part) for part in expression.parts]
        if len(clauses) == 1:
            return clauses[0]
        if isinstance(expression, AllOf):
            return {"bool": {"must": clauses}}
        return {"dis_max": {"queries": clauses, "tie_breaker": TIE_BREAKER}}

    @cached_property
    def _weights(self):
        return {
            form.text: round(weight * term.weight, 3)
            for term in self.question.terms
            for form, weight in (*term.akin, *term.forms)
        }

    def _leaf(self, leaf, boost):
        runs = leaf.text.split()
        is_open = leaf.prefix or (is_han(runs[-1]) and len(runs[-1]) == 1)
        if is_open and len(leaf.text) == 1:
            # The analyser keeps no single characters: any bigram that has it.
            pattern = {"value": f".?{leaf.text}.?", "boost": boost}
            queries = [{"regexp": {field.field_name: pattern}} for field in self._own_fields]
            return {"dis_max": {"queries": queries}}
        return {
            "multi_match": {
                "query": leaf.text,
                "type": "phrase_prefix" if is_open else "phrase",
                "fields": [field.field_name_with_boost for field in self._own_fields],
                "boost": boost,
            }
        }

    @property
    def _own_fields(self):
        return self.remapped_fields


class _PlansUnfinished(_Plans):
    """Its field holds beginnings of words and single characters: a phrase of them fits inside."""

    takes_prefixes = True

    def _leaf(self, leaf, boost):
        query = {"query": leaf.text, "boost": boost}
        queries = [{"match_phrase": {field.field_name: query}} for field in self._own_fields]
        return queries[0] if len(queries) == 1 else {"dis_max": {"queries": queries}}

    @property
    def _own_fields(self):
        return [Field(name) for name in self.remapped_fields or ["_edgengrams"]]


class _Loosens:
    """Mixed into results: asks how many are strict before it asks for them."""

    #: More keys than these are not told at once.
    MOST_KEYS = 5_000

    @property
    def plan(self):
        return self.query_compiler.question.plan

    def related_from(self) -> int | None:
        """Return the place in the whole order where results begin that lack a word."""
        compiler = self.query_compiler
        compiler.decide(self._count_of)
        if not compiler.is_loose or self._whole().count() <= compiler.strict_count:
            return None
        return compiler.strict_count

    def has_strict(self) -> bool:
        """Whether anything has all the words."""
        self.query_compiler.decide(self._count_of)
        return (self.query_compiler.strict_count or self._whole().count()) > 0

    def pks(self) -> list:
        """Return the keys of the results in order, at most ``MOST_KEYS``."""
        return [instance.pk for instance in self._whole()[: self.MOST_KEYS]]

    def _whole(self):
        clone = self._clone()
        clone.start, clone.stop = 0, None
        return clone

    def _get_es_body(self, for_count=False):
        self.query_compiler.decide(self._count_of)
        return super()._get_es_body(for_count=for_count)

    def _do_search(self):
        self.query_compiler.decide(self._count_of)
        if self.query_compiler.is_loose:
            self.stop = min(self.stop or ENOUGH, ENOUGH)
        return super()._do_search()

    def _do_count(self):
        compiler = self.query_compiler
        compiler.decide(self._count_of)
        if compiler.strict_count is None:
            return super()._do_count()
        total = compiler.strict_count
        if compiler.is_loose:
            total = max(total, min(self._count_of(compiler.get_query()), ENOUGH))
        stop = total if self.stop is None else min(self.stop, total)
        return max(stop - self.start, 0)

    def _count_of(self, query):
        index = self.backend.get_index_for_model(self.query_compiler.queryset.model)
        return self.backend.es.count(index=index.name, body={"query": query})["count"]
