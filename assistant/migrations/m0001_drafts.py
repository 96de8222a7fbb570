"""Drafts of upgrade advice: what they are found by, and every version of their text."""

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, String, Table, Text


def upgrade(connection: Connection) -> None:
    """Make the tables of drafts, their versions and their labels."""
    metadata = MetaData()
    Table(
        "drafts",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("client", Text, nullable=False, index=True),
        Column("language", String(2), nullable=False),
        Column("day", String(10), nullable=False, index=True),
        Column("state", String(16), nullable=False),
        Column("version", Integer, nullable=False),
        Column("saved_at", String(32), nullable=False),
    )
    Table(
        "draft_versions",
        metadata,
        Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("saved_by", Text, nullable=False),
        Column("saved_at", String(32), nullable=False),
        Column("content", Text, nullable=False),
    )
    Table(
        "draft_labels",
        metadata,
        Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
        Column("label", String(64), primary_key=True, index=True),
    )
    metadata.create_all(connection)
