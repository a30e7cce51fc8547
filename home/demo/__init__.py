"""Content and pictures of the demo site."""
