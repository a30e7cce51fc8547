"""A small app whose models are searched in every way, for the contract of the search backend."""
