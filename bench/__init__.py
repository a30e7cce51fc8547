"""Measures the pages that must stay fast; ``python -m bench`` prints a table."""
