"""Requests that nobody sends on purpose, to every address of the programme."""
