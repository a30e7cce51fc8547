"""What readers find. Never imports dossiers or reviews: a privacy wall."""
