"""The host site around the plugin: home page, chrome, demo."""
