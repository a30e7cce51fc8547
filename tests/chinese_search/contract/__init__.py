"""What Wagtail promises of every search backend, told again in Chinese words.

Written from Wagtail's documentation («Searching», «Indexing») and from what the docstrings
of ``modelsearch`` say; where stock database backends leave something undefined, our choice
is in the name of the test.
"""
