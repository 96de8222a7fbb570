"""The file of accounts and the hashes in it."""

from pathlib import Path

import pytest

from assistant import accounts as module
from assistant.accounts import Accounts, fits_hash, hash_password
from assistant.errors import AccountError


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash at a low cost; the cost that counts has a test of its own."""
    monkeypatch.setattr(module, "_COST", {"n": 2**4, "r": 8, "p": 1})


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "office" / "accounts")


def test_a_password_is_kept_as_a_hash_only(accounts: Accounts) -> None:
    accounts.add("li.mei", "correct horse battery")
    kept = accounts.path.read_text(encoding="utf-8")
    assert kept.startswith("li.mei worker scrypt$")
    assert "horse" not in kept
    assert "scrypt" not in repr(accounts.find("li.mei"))


def test_the_file_is_for_its_owner_alone(accounts: Accounts) -> None:
    accounts.add("li.mei", "correct horse battery")
    assert accounts.path.stat().st_mode & 0o077 == 0


def test_the_right_password_opens_and_another_does_not(accounts: Accounts) -> None:
    accounts.add("li.mei", "correct horse battery", "admin")
    found = accounts.check("Li.Mei", "correct horse battery")
    assert found is not None
    assert found.role == "admin"
    assert accounts.check("li.mei", "correct horse batterz") is None
    assert accounts.check("wang", "correct horse battery") is None


def test_names_and_passwords_may_be_chinese(accounts: Accounts) -> None:
    accounts.add("李梅", "今天果园里的苹果都红了")
    assert accounts.check("李梅", "今天果园里的苹果都红了") is not None


def test_equal_passwords_have_different_hashes() -> None:
    assert hash_password("correct horse battery") != hash_password("correct horse battery")


@pytest.mark.parametrize("name", ["", "li mei", "a" * 41, "li\nmei", "../li", "#li"])
def test_a_name_that_would_break_the_file_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="no name"):
        accounts.add(name, "correct horse battery")


@pytest.mark.parametrize(
    ("password", "reason"),
    [("", "0 characters"), ("short one", "9 characters"), ("a" * 20, "easy to guess"), ("li.mei li.mei!", "the name")],
)
def test_a_weak_password_is_refused(accounts: Accounts, password: str, reason: str) -> None:
    with pytest.raises(AccountError, match=reason):
        accounts.add("li.mei", password)
    assert not accounts.path.exists()


def test_a_name_is_taken_once(accounts: Accounts) -> None:
    accounts.add("li.mei", "correct horse battery")
    with pytest.raises(AccountError, match="already"):
        accounts.add("LI.MEI", "another good password")


def test_a_removed_account_is_gone_and_the_others_stay(accounts: Accounts) -> None:
    accounts.add("li.mei", "correct horse battery")
    accounts.add("wang", "another good password")
    accounts.remove("li.mei")
    assert [account.name for account in accounts.listed()] == ["wang"]
    with pytest.raises(AccountError, match="no account 'li.mei'"):
        accounts.remove("li.mei")


def test_what_another_process_adds_is_seen(accounts: Accounts) -> None:
    assert accounts.find("wang") is None
    Accounts(accounts.path).add("wang", "another good password")
    assert accounts.find("wang") is not None


@pytest.mark.parametrize("line", ["wang", "wang boss scrypt$1$1$1$a$b", "wang admin plain-password"])
def test_a_damaged_line_is_named(accounts: Accounts, line: str) -> None:
    accounts.path.parent.mkdir()
    accounts.path.write_text(f"# accounts\n{line}\n", encoding="utf-8")
    with pytest.raises(AccountError, match="Line 2"):
        accounts.listed()


def test_a_guess_costs_thirty_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = hash_password("correct horse battery")
    _, n, r, p, *_ = kept.split("$")
    assert 128 * int(n) * int(r) >= 32 * 2**20
    assert int(p) >= 3
    assert fits_hash("correct horse battery", kept)
