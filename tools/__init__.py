"""What developers run on this repository; nothing here is installed."""
