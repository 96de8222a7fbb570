"""The steps by which the database came to be, one numbered module each: `m0001_drafts`, `m0002_...`.

A new step is a new module with the next number and a function `upgrade(connection)`; nothing else has to be
touched. A step that was released is never changed: it describes its tables itself, as they were on its day.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, counted from 1, its name and what it does to the database."""

    number: int
    name: str
    upgrade: Callable[[Connection], None]


def list_migrations() -> tuple[Migration, ...]:
    """Return the steps in the order of their numbers.

    >>> [migration.name for migration in list_migrations()][:1]
    ['drafts']
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("m"))
    return tuple(Migration(int(name[1:5]), name[6:], import_module(f"{__name__}.{name}").upgrade) for name in names)
