"""What every page of the desk is built with."""

from dataclasses import dataclass, field
from datetime import date

import gradio as gr

from assistant.accounts import Account
from assistant.datatypes import Language
from assistant.errors import UnreadableInputError
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.door import Door
from assistant.web.rates import RateLimit
from assistant.web.texts import text


@dataclass(frozen=True, slots=True)
class Workplace:
    """The assistant, the language of the page, the long work, and who may do what."""

    assistant: Assistant
    language: Language
    door: Door
    jobs: Jobs
    limit: RateLimit = field(default_factory=lambda: RateLimit(most=120))

    def worker(self, request: gr.Request) -> Account:
        """Return who calls a handler, and count the call. Every handler begins with this.

        Raises gr.Error for nobody and for whoever calls too often, in the page's language.
        """
        account = self.door.account(getattr(request, "username", None))
        if account is None:
            raise gr.Error(self.word("sign_in_first"))
        if not self.limit.allows(account.name):
            raise gr.Error(self.word("too_many"))
        return account

    def word(self, name: str, /, **values: object) -> str:
        """Return a text in the page's language."""
        return text(name, self.language, **values)

    def refusal(self, name: str, /, **values: object) -> UnreadableInputError:
        """Return the error that says a text of the interface, in both languages."""
        return UnreadableInputError(text(name, "en", **values), zh=text(name, "zh", **values))

    def read_day(self, value: str | None) -> date | None:
        """Return the day that somebody wrote, None for nothing. Raises UnreadableInputError."""
        try:
            return date.fromisoformat(value.strip()) if value and value.strip() else None
        except ValueError:
            raise self.refusal("bad_day", value=(value or "")[:20]) from None
