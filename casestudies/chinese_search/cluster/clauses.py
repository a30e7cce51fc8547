"""An expression as OpenSearch and Elasticsearch ask it: a clause of their query language."""

from ..analysis import is_han
from ..expressions import EVERYTHING, NOTHING, AllOf, AnyOf, Leaf, NoneOf

#: What the second best form of a word adds to the best.
TIE_BREAKER = 0.3
#: What an unfinished word scores. The server would add up how rare all its endings are.
OPEN_SCORE = 5.0
#: So many endings are tried, in the order of their characters; the server's own 50 are too few.
MOST_ENDINGS = 1_000
#: More than bm25 gives for one token of a field without boost: 2.2 · ln(2³¹).
MOST_PER_TOKEN = 50
MATCH_NOTHING = {"bool": {"must_not": {"match_all": {}}}}


class Clauses:
    """Makes clauses over fields; ``weigh`` tells what a text counts, None where nothing counts.

    The fields are Wagtail's. A word scores as its best form in its best field.
    """

    def __init__(self, fields, weigh=None):
        self.fields = fields
        self.weigh = weigh

    def of(self, expression) -> dict:
        if expression == EVERYTHING:
            return {"match_all": {}}
        if expression == NOTHING:
            return MATCH_NOTHING
        if isinstance(expression, Leaf):
            return self._leaf(expression)
        if isinstance(expression, NoneOf):
            return {"bool": {"must_not": self.of(expression.part)}}
        if len(expression.parts) == 1:
            return self.of(expression.parts[0])
        if isinstance(expression, AllOf):
            return {"bool": {"must": [self.of(part) for part in expression.parts]}}
        if several := _all_but_one(expression):
            least = len(several) - 1
            should = [self.of(part) for part in several]
            return {"bool": {"should": should, "minimum_should_match": least}}
        return self._best_of([self.of(part) for part in expression.parts])

    def most(self, expression) -> float:
        """Return more than an expression can score."""
        boost = max((field.boost for field in self.fields), default=1)
        leaves = dict.fromkeys(leaf.text for leaf in expression.leaves())
        counted = sum(len(text) * self.weigh(text) for text in leaves)
        return counted * boost * MOST_PER_TOKEN

    def size(self, expression) -> int:
        """Return how many clauses an expression is to the server, which allows 1,024."""
        if isinstance(expression, AnyOf) and (several := _all_but_one(expression)):
            return sum(map(self.size, several))
        if isinstance(expression, AllOf | AnyOf):
            return sum(map(self.size, expression.parts))
        return self.size(expression.part) if isinstance(expression, NoneOf) else len(self.fields)

    def _leaf(self, leaf):
        """Return a clause for canonical text, by what the ``cjk`` analyser makes of it.

        Of a run of Han it keeps bigrams, and a single character only where it stands alone.
        """
        runs = leaf.text.split()
        lone = [is_han(run) and len(run) == 1 for run in runs]
        if runs == [leaf.text] and lone[0]:
            return self._with_character(leaf.text, leaf.text)
        if lone[0]:
            # In «本届第5届» the first character is in a bigram with the one before it.
            rest = self._phrase(leaf.text, " ".join(runs[1:]), leaf.prefix or lone[-1])
            return {"bool": {"must": rest, "filter": self._ending_in(runs[0])}}
        return self._phrase(leaf.text, leaf.text, leaf.prefix or lone[-1])

    def _phrase(self, text, asked, is_open):
        if is_open:
            match = {"query": asked, "max_expansions": MOST_ENDINGS}
            return self._in_any_field(text, "match_phrase_prefix", match)
        clause = {"query": asked, "type": "phrase", "fields": self._names()}
        if self.weigh:
            clause["boost"] = self.weigh(text)
        return {"multi_match": clause}

    def _with_character(self, text, character):
        return self._in_any_field(text, "regexp", {"value": f".?{character}.?"})

    def _ending_in(self, character):
        filters = [{"regexp": {field.field_name: f".?{character}"}} for field in self.fields]
        return filters[0] if len(filters) == 1 else {"bool": {"should": filters}}

    def _in_any_field(self, text, kind, match):
        """Return a clause that scores by its field alone, for what the server scores badly."""
        if not self.weigh:
            return self._best_of([{kind: {field.field_name: match}} for field in self.fields])
        weight = self.weigh(text) * OPEN_SCORE
        clauses = [
            {
                "constant_score": {
                    "filter": {kind: {field.field_name: match}},
                    "boost": round(weight * field.boost, 3),
                }
            }
            for field in self.fields
        ]
        return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}

    def _best_of(self, clauses):
        if len(clauses) == 1:
            return clauses[0]
        if self.weigh:
            return {"dis_max": {"queries": clauses, "tie_breaker": TIE_BREAKER}}
        return {"bool": {"should": clauses}}

    def _names(self):
        if self.weigh:
            return [field.field_name_with_boost for field in self.fields]
        return [field.field_name for field in self.fields]


class UnfinishedClauses(Clauses):
    """Over fields of single characters and beginnings of words: a phrase fits inside a title."""

    def _leaf(self, leaf):
        query = {"query": leaf.text, "boost": self.weigh(leaf.text)}
        return self._best_of([{"match_phrase": {field.field_name: query}} for field in self.fields])


def _all_but_one(expression):
    """Return the parts of «all of these but one», None for any other expression."""
    alternatives = expression.parts
    if len(alternatives) < 3 or not all(isinstance(each, AllOf) for each in alternatives):
        return None
    parts = list(dict.fromkeys(part for each in alternatives for part in each.parts))
    missing = {part for each in alternatives for part in parts if part not in each.parts}
    is_so = len(parts) == len(alternatives) == len(missing) and all(
        len(set(each.parts)) == len(parts) - 1 for each in alternatives
    )
    return parts if is_so else None
