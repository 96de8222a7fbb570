"""When a visitor last opened a conversation, so that an answer that came in later is marked."""

from sqlalchemy import Connection, text


def upgrade(connection: Connection) -> None:
    """Add the moment to each conversation; those of before have none, and count as looked at when they began."""
    connection.execute(text("ALTER TABLE conversations ADD COLUMN looked_at VARCHAR(32)"))
