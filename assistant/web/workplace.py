"""What every page of the desk is built with."""

from dataclasses import dataclass, field
from datetime import date

import gradio as gr

from assistant.accounts import Account
from assistant.datatypes import Language
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.door import Door
from assistant.web.rates import RateLimit
from assistant.web.texts import refusal, text


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

    def read_day(self, value: str | None) -> date | None:
        """Return the day that somebody wrote, None for nothing. Raises UnreadableInputError."""
        try:
            return date.fromisoformat(value.strip()) if value and value.strip() else None
        except ValueError:
            raise refusal("bad_day", value=(value or "")[:20]) from None
