"""Measures the search: quality against judgements, cost of the index, time of a question."""
