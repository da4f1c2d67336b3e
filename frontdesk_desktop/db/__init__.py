"""The connection to PostgreSQL: engine, sessions, errors, migrations, the listener, the embedded server."""
