"""Queues, the dossier page, decisions."""
