"""Queries stand in the repositories, and a transaction is begun and committed by `db` alone."""

import ast

from tests.architecture.source import calls, modules


def test_services_hold_no_queries() -> None:
    queries = {"select", "text", "sqlalchemy.select", "sqlalchemy.text", "sa.select", "sa.text"}

    assert [(place, name) for place, name in calls("frontdesk_desktop/services") if name in queries] == []


def test_services_import_no_query_words_under_another_name() -> None:
    imported = [
        (path, alias.name)
        for path, tree in modules("frontdesk_desktop/services")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy"
        for alias in node.names
        if alias.name in {"select", "text"}
    ]

    assert imported == []


def test_one_place_at_most_commits() -> None:
    commits = [place for place, name in calls("frontdesk_desktop") if name.endswith(".commit")]

    assert len(commits) <= 1, commits


def test_transactions_begin_and_end_in_db_alone() -> None:
    """Elsewhere a session comes from db's scope, so that one service call stays one transaction."""
    ends = (".begin", ".begin_nested", ".commit", ".rollback")
    strays = [
        (place, name)
        for place, name in calls("frontdesk_desktop")
        if name.endswith(ends) and not place.startswith("frontdesk_desktop/db/")
    ]

    assert strays == []
