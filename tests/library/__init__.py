"""A small app whose models are searched and indexed in every way, for the tests of the search."""
