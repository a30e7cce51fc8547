"""The pool, and the way to a case page."""
