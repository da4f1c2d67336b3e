"""What goes into and comes out of the services, validated. Frozen; no rule that needs the database."""
