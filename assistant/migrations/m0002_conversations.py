"""What visitors asked, what they were told, and what they thought of it."""

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, String, Table, Text


def upgrade(connection: Connection) -> None:
    """Make the tables of conversations, their messages and the feedback on these."""
    metadata = MetaData()
    Table(
        "conversations",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("visitor", String(64), nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("begun_at", String(32), nullable=False),
        Column("used_at", String(32), nullable=False, index=True),
    )
    Table(
        "messages",
        metadata,
        Column("id", String(32), primary_key=True),
        Column("conversation", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
        Column("place", Integer, nullable=False),
        Column("question", Text, nullable=False),
        Column("kind", String(16), nullable=False, index=True),
        Column("told", Text, nullable=False),
        Column("answer", Text, nullable=False),
        Column("asked_at", String(32), nullable=False),
    )
    Table(
        "feedback",
        metadata,
        Column("message", String(32), ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
        Column("verdict", String(8), nullable=False, index=True),
        Column("reasons", Text, nullable=False),
        Column("comment", Text, nullable=False),
        Column("given_at", String(32), nullable=False),
    )
    metadata.create_all(connection)
