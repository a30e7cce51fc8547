"""Sites made on the spot, into which docs/install.md puts the wheel: ``make test-hosts``."""
