"""The schedule: a day of all providers, or a week of one."""
