"""The plan for OpenSearch and Elasticsearch, through Wagtail's own backend for them.

Experimental: no server has ever answered it. Read the README beside this file.
"""

from copy import deepcopy
from functools import cache
from importlib import import_module

from modelsearch.index import AutocompleteField, SearchField
from modelsearch.utils import deep_update

from ..analysis import canonical
from .compilers import PlansQueries, PlansUnfinished
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
    maps = {"mapping_class": type("Mapping", (_Folds, stock.mapping_class), {})}

    class ChineseSearchBackend(stock):
        mapping_class = maps["mapping_class"]
        query_compiler_class = type("Compiler", (PlansQueries, stock.query_compiler_class), maps)
        autocomplete_query_compiler_class = type(
            "Autocomplete", (PlansUnfinished, stock.autocomplete_query_compiler_class), maps
        )
        results_class = type("Results", (LoosensResults, stock.results_class), {})
        settings = deep_update(deepcopy(stock.settings), deepcopy(_ANALYSIS))

    return ChineseSearchBackend


class _Folds:
    """Mixed into mappings: searchable text is sent folded, what is filtered by as it is."""

    def _get_document_field_data(self, field, obj):
        name, value, edgengrams = super()._get_document_field_data(field, obj)
        if isinstance(field, SearchField | AutocompleteField):
            return name, _folded(value), _folded(edgengrams)
        return name, value, edgengrams


def _folded(value):
    if isinstance(value, list | tuple):
        return [_folded(part) for part in value]
    return canonical(value) if isinstance(value, str) else value
