"""A stranger's site, photographed without the plugin and with it."""
