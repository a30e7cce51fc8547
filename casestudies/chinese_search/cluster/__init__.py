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
from functools import cache
from importlib import import_module

from modelsearch.index import AutocompleteField, SearchField
from modelsearch.utils import deep_update

from ..analysis import canonical
from .compilers import PlansQuestions, PlansUnfinished
from .results import LoosensResults

#: The analyser's own stop words are English: without this «IT» finds nothing.
_ANALYSIS = {
    "settings": {"analysis": {"analyzer": {"default": {"type": "cjk", "stopwords": "_none_"}}}}
}


def SearchBackend(params):
    """Return the backend of the engine that ``params["ENGINE"]`` names, with our plan.

    The engine is a module of ``modelsearch.backends``, or one named in full. Raises
    ``ImportError`` when there is none, or its client is not installed.
    """
    params = dict(params)
    return _backend_class(params.pop("ENGINE", "opensearch3"))(params)


@cache
def _backend_class(engine):
    name = engine if "." in engine else f"modelsearch.backends.{engine}"
    stock = import_module(name).SearchBackend
    mapping = type("Mapping", (_Folds, stock.mapping_class), {})
    attributes = {
        "mapping_class": mapping,
        "query_compiler_class": type(
            "Compiler", (PlansQuestions, stock.query_compiler_class), {"mapping_class": mapping}
        ),
        "autocomplete_query_compiler_class": type(
            "AutocompleteCompiler",
            (PlansUnfinished, stock.autocomplete_query_compiler_class),
            {"mapping_class": mapping},
        ),
        "results_class": type("Results", (LoosensResults, stock.results_class), {}),
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
