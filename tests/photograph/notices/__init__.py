"""The host's own app: one page type and two views that read what is posted by themselves."""
