"""Which language a visitor gets: the one chosen with the switch, else the browser's."""

from starlette.requests import HTTPConnection

from assistant.datatypes import Language
from assistant.web.texts import LOCALES


def choose_language(chosen: str | None, accepted: str) -> Language:
    """Return the language that a visitor chose, else the first that the browser asks for, else English.

    >>> choose_language(None, "fr-FR,zh-HK;q=0.8,en;q=0.5"), choose_language("en", "zh-CN")
    ('zh', 'en')
    """
    wanted = [chosen or "", *(part.strip()[:2].lower() for part in accepted.split(","))]
    return next((language for name in wanted for language in LOCALES if language == name), "en")


def language_of(connection: HTTPConnection, wanted: str | None = None) -> Language:
    """Return the language for a request; `wanted` is the one that its address names."""
    chosen = wanted if wanted in LOCALES else connection.cookies.get("lang")
    return choose_language(chosen, connection.headers.get("accept-language", ""))
