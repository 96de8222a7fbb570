"""`account`: who may sign in at the desk."""

import argparse
import getpass
import sys
from typing import get_args

from assistant.accounts import Accounts, Role
from assistant.commands import Commands
from assistant.errors import AccountError, SettingsError
from assistant.settings import Settings


def declare(commands: Commands) -> None:
    """Declare `account`."""
    account = commands.add_parser("account", help="the accounts of extension workers")
    actions = account.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="add an account; the password is asked for, or read from standard input")
    add.add_argument("name")
    add.add_argument("--role", choices=get_args(Role), default="worker")
    add.set_defaults(run=_add_account)
    remove = actions.add_parser("remove", help="remove an account")
    remove.add_argument("name")
    remove.set_defaults(run=_remove_account)
    listed = actions.add_parser("list", help="names and roles")
    listed.set_defaults(run=_list_accounts)


def _accounts(settings: Settings) -> Accounts:
    if settings.accounts is None:
        raise SettingsError("ASSISTANT_ACCOUNTS is not set. Name the file that holds the accounts, or will hold them.")
    return Accounts(settings.accounts)


def _add_account(options: argparse.Namespace, settings: Settings) -> int:
    accounts = _accounts(settings)
    account = accounts.add(options.name, _ask_password(), options.role)
    print(f"{account.name} ({account.role}) can sign in.")
    return 0


def _ask_password() -> str:
    """Return the password typed twice on the terminal, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise AccountError("The two passwords differ. Nothing was changed.")
    return first


def _remove_account(options: argparse.Namespace, settings: Settings) -> int:
    _accounts(settings).remove(options.name)
    print(f"{options.name} can no longer sign in.")
    return 0


def _list_accounts(_options: argparse.Namespace, settings: Settings) -> int:
    for account in _accounts(settings).listed():
        print(f"{account.name:40} {account.role}")
    return 0
