"""What unions see and do."""
