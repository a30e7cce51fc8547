"""How results are compared."""


def told(results):
    """The titles or names of results, in order."""
    return [str(result) for result in results]
