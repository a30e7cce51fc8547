"""Face 2: the Wagtail admin."""
