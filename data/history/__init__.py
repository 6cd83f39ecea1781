"""What the records were before: every load's state can be put together again from what later loads changed or withdrew."""
