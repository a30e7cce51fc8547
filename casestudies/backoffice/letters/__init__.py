"""The outbox in the admin: what left, what waits, and sending a letter again."""
