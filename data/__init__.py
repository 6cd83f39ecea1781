"""Facts and their keeping: the schema, the models, import profiles, loading, the demonstration records."""
