"""A database that an earlier version made, migrated and served by this one."""
