"""Rules of the house that no linter knows.

Each rule is a function from a source tree to the list of its breaches. One test
runs it on this repository, another on a small tree that breaks it.
"""
