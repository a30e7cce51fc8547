"""What a reader typed, as databases can take it."""


def storable(text) -> str:
    """Return the text without what databases refuse: NUL and lone surrogates."""
    return " ".join(text.replace("\x00", "").encode("utf-8", "ignore").decode().split())
