"""Where readers of the site know its search: the programme's page answers."""
