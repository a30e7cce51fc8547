"""Data in and out: spreadsheets, Word, archives."""
