"""What the office does for search."""
