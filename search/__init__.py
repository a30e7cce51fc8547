"""The search page of the host site."""
