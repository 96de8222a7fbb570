"""What became of a question that had no good answer: a worker's answer, a test case, or nothing to be done."""

from sqlalchemy import Column, Connection, ForeignKey, MetaData, String, Table, Text


def upgrade(connection: Connection) -> None:
    """Make the table of settled questions; a question that its visitor deletes takes its row with it."""
    metadata = MetaData()
    metadata.reflect(connection, only=["messages"])
    Table(
        "settled",
        metadata,
        Column("message", String(32), ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
        Column("outcome", String(16), nullable=False),
        Column("document", Text),
        Column("title", Text),
        Column("settled_by", Text, nullable=False),
        Column("settled_at", String(32), nullable=False),
    )
    metadata.create_all(connection)
