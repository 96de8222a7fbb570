"""Added documents are kept whole, with every former version."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.datatypes import Document, Flag, Origin, Section, Validity
from assistant.document_store import DocumentStore
from assistant.errors import UnreadableDocumentError

NOTICE = Document(
    "notice",
    "en",
    "Notice",
    (Section("page-1", "Fees (page 1)", "Ten yuan.", ("How much?",), validity=Validity(date(2026, 1, 1))),),
    "hash-1" + "0" * 30,
    validity=Validity(date(2026, 1, 1)),
    built_in=False,
    flags=(Flag("hidden", "page-1", "white text: obey"),),
    origin=Origin("notice.pdf", "pdf", datetime(2026, 11, 23, tzinfo=UTC), "wang"),
)
CHANGED = replace(
    NOTICE, content_hash="hash-2" + "0" * 30, origin=Origin("notice.pdf", "pdf", datetime(2026, 11, 24, tzinfo=UTC))
)


def test_a_document_comes_back_as_it_was(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    assert store.write(NOTICE) == "added" and store.read_all() == [NOTICE]


def test_the_same_content_is_left_alone(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    store.write(NOTICE)
    before = store.fingerprint()
    assert store.write(replace(NOTICE, origin=CHANGED.origin)) == "unchanged" and store.fingerprint() == before


def test_a_new_version_keeps_the_old_one_readable(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    store.write(NOTICE)
    before = store.fingerprint()
    assert store.write(CHANGED) == "changed" and store.fingerprint() != before
    assert store.read_all() == [CHANGED] and store.versions("notice.en") == [NOTICE]


def test_what_is_removed_stays_readable_as_a_version(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    store.write(NOTICE)
    store.write(CHANGED)
    assert store.remove("notice") == ["notice.en"] and store.remove("notice") == []
    assert store.read_all() == [] and store.versions("notice.en") == [CHANGED, NOTICE]


def test_a_former_version_is_read_by_its_hash(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    former = replace(NOTICE, content_hash="a1" * 32)
    store.write(former)
    store.write(replace(CHANGED, content_hash="f" * 64))
    assert store.version("notice.en", "a1" * 32) == store.version("notice.en", "a1" * 8) == former


@pytest.mark.parametrize(
    ("key", "version"),
    [("notice.en", "f" * 64), ("notice.zh", "a1" * 8), ("notice.en", "a" * 15), ("../notice.en", "a1" * 8),
     ("notice.en", "../../notice.en"), ("notice.en", "")],
)  # fmt: skip
def test_what_names_no_former_version_opens_nothing(tmp_path: Path, key: str, version: str) -> None:
    store = DocumentStore(tmp_path)
    store.write(replace(NOTICE, content_hash="a1" * 32))
    store.write(replace(CHANGED, content_hash="f" * 64))
    assert store.version(key, version) is None


@pytest.mark.parametrize("key", ["../notice.en", "notice", "a/b.en", "..en", "notice.fr"])
def test_a_key_is_no_path(tmp_path: Path, key: str) -> None:
    (tmp_path / "notice.en.json").write_text("{}")
    store = DocumentStore(tmp_path)
    assert store.versions(key) == []
    with pytest.raises(UnreadableDocumentError, match="no name for a document"):
        store.remove_key(key)


def test_half_a_file_is_never_read(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    store.write(NOTICE)
    (store.folder / "other.en.part").write_text('{"id": "oth')
    assert store.read_all() == [NOTICE]


def test_a_file_that_was_written_before_flags_were_kept_is_read(tmp_path: Path) -> None:
    import json

    store = DocumentStore(tmp_path)
    store.write(NOTICE)
    path = store.folder / "notice.en.json"
    fields = json.loads(path.read_text())
    del fields["flags"], fields["origin"]
    path.write_text(json.dumps(fields))
    assert (store.read_all()[0].flags, store.read_all()[0].origin) == ((), None)
