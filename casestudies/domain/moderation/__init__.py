"""What staff do with a dossier between sending and the pool."""
