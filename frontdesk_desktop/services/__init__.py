"""The rules. One public call is one operation: its own short session, one transaction, all of it or nothing."""
