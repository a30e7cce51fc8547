"""Face 1: unions and readers."""
