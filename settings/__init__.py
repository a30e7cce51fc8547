"""Settings of the host site: base, dev, test, production."""
