"""A small app whose models are related in every way, for the tests of indexing."""
