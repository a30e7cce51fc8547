"""The StreamField vocabulary of a case and of a call."""
