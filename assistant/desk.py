"""The desk of an extension worker: drafts kept, found, changed line by line, checked again, signed, exported.

Every method that changes a draft takes the version that the worker saw, and saves a new one. It belongs to the
service, which is the only one to build it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking import LineCheck, check_draft
from assistant.citations import cite
from assistant.datatypes import Citation, Passage, SectionKey
from assistant.draft_store import DraftEntry, DraftStore, StoredDraft
from assistant.drafts import Draft, DraftPart
from assistant.errors import NotFoundError
from assistant.exporting import Format, export
from assistant.library import Library
from assistant.retrieval import Retriever
from assistant.reviewing import (
    LineDifference,
    add_line,
    add_source,
    compare,
    edit_line,
    remove_line,
    remove_source,
    restore,
    sign,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker does with drafts; `today` gives the day of signatures and of validity."""

    store: DraftStore
    library: Callable[[], Library]
    retriever: Callable[[], Retriever]
    today: Callable[[], date]

    def keep(self, draft: Draft, *, by: str) -> StoredDraft:
        """Keep a new draft."""
        return self.store.add(draft, by=by)

    def open(self, id: str, version: int | None = None) -> StoredDraft:
        """Return a draft, in its last version or in an earlier one."""
        return self.store.load(id, version)

    def versions(self, id: str) -> tuple[StoredDraft, ...]:
        """Return all versions of a draft, the oldest first."""
        return self.store.versions(id)

    def label(self, id: str, labels: Sequence[str]) -> None:
        """Give a draft exactly these labels."""
        self.store.label(id, labels)

    def discard(self, id: str) -> None:
        """Delete a draft with all its versions."""
        self.store.remove(id)

    def find(
        self, *, client: str = "", since: date | None = None, until: date | None = None, labels: Sequence[str] = ()
    ) -> tuple[DraftEntry, ...]:
        """Return the drafts of clients with these letters, of these days, with all of these labels; newest first."""
        return self.store.find(client=client, since=since, until=until, labels=labels)

    def check(self, draft: Draft) -> tuple[LineCheck, ...]:
        """Return for every line whether its source still supports it."""
        return check_draft(draft)

    def edit(self, stored: StoredDraft, line: str, text: str, *, by: str) -> StoredDraft:
        """Save another text of a line. Raises ConflictError where somebody else saved since `stored` was opened."""
        return self._save(stored, edit_line(stored.draft, line, text), by=by)

    def add(
        self, stored: StoredDraft, part: DraftPart, text: str, *, by: str, horizon: str | None = None
    ) -> StoredDraft:
        """Save a new line at the end of a part."""
        return self._save(stored, add_line(stored.draft, part, text, horizon=horizon), by=by)

    def remove(self, stored: StoredDraft, line: str, *, by: str) -> StoredDraft:
        """Save the draft without a line."""
        return self._save(stored, remove_line(stored.draft, line), by=by)

    def search(self, query: str, draft: Draft, *, top_k: int = 5) -> tuple[Citation, ...]:
        """Return the sections that answer a query best, to cite in a draft; only those in its language."""
        found: list[Citation] = []
        for hit in self.retriever().search(query, top_k=2 * top_k).sections:
            if draft.language in hit.languages and len(found) < top_k:
                found.append(self._citation(hit.key, draft))
        return tuple(found)

    def cite(self, stored: StoredDraft, line: str, section: SectionKey, *, by: str) -> StoredDraft:
        """Save the draft in which a line cites one more section of the library."""
        return self._save(stored, add_source(stored.draft, line, self._citation(section, stored.draft)), by=by)

    def uncite(self, stored: StoredDraft, line: str, number: int, *, by: str) -> StoredDraft:
        """Save the draft in which a line does not cite a source any more."""
        return self._save(stored, remove_source(stored.draft, line, number), by=by)

    def sign(self, stored: StoredDraft, name: str, *, despite_red: bool = False) -> StoredDraft:
        """Save the draft as signed by `name` today. Raises UnsupportedLinesError while lines are red."""
        signed = sign(stored.draft, name, day=self.today(), version=stored.version + 1, despite_red=despite_red)
        return self._save(stored, signed, by=name)

    def reword(self, stored: StoredDraft, rephrased: Draft, *, by: str) -> StoredDraft:
        """Save what a chat model's words made of the draft, if anything; it has to be signed again."""
        if rephrased.lines == stored.draft.lines:
            return stored
        return self._save(stored, restore(stored.draft, rephrased), by=by)

    def restore(self, stored: StoredDraft, version: int, *, by: str) -> StoredDraft:
        """Save the draft as it was in an earlier version."""
        return self._save(stored, restore(stored.draft, self.store.load(stored.id, version).draft), by=by)

    def differences(self, id: str, before: int, after: int) -> tuple[LineDifference, ...]:
        """Return the lines in which two versions of a draft differ."""
        return compare(self.store.load(id, before).draft, self.store.load(id, after).draft)

    def export(self, draft: Draft, format: Format) -> bytes:
        """Return a draft as a file; an unsigned one bears the word DRAFT."""
        return export(draft, format)

    def _save(self, stored: StoredDraft, changed: Draft, *, by: str) -> StoredDraft:
        if changed == stored.draft:
            return stored
        return self.store.save(stored.id, changed, seen=stored.version, by=by)

    def _citation(self, key: SectionKey, draft: Draft) -> Citation:
        found = self.library().sections.get(key, {}).get(draft.language)
        if found is None:
            raise NotFoundError(
                f"The library has no section {key.document}, {key.section} in the draft's language.",
                zh=f"资料库里没有草稿这种语言的“{key.document} {key.section}”。",
            )
        return cite(Passage(0, draft.language, *found), self.today())
