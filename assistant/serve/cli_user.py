"""`assistant user`: who may sign in to the adviser's desk and the staff room."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from typing import Any

from assistant.errors import InputError
from assistant.serve import users
from assistant.settings import Settings


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser]) -> None:
    """Add `user` and its subcommands to the commands."""
    parser = commands.add_parser("user", help="who may sign in")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", parents=list(parents), help="add a user, or change one")
    add.add_argument("name")
    add.add_argument("--role", choices=[r.value for r in users.Role], default="adviser")
    add.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    add.set_defaults(run=_add)
    remove = actions.add_parser("remove", parents=list(parents), help="take a user out")
    remove.add_argument("name")
    remove.set_defaults(run=_remove)
    listed = actions.add_parser("list", parents=list(parents), help="names and roles")
    listed.set_defaults(run=_list)


def _add(parsed: argparse.Namespace, settings: Settings) -> int:
    path = users.path_of(settings)
    users.add(path, parsed.name, users.Role(parsed.role), _password(stdin=parsed.password_stdin))
    print(f"{parsed.name} ({parsed.role}) står i {path}")
    return 0


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InputError("there is no terminal to ask for a password on; use --password-stdin")
    first = getpass.getpass("Passord: ")
    if getpass.getpass("Gjenta passordet: ") != first:
        raise InputError("the two passwords differ; nothing was changed")
    return first


def _remove(parsed: argparse.Namespace, settings: Settings) -> int:
    users.remove(users.path_of(settings), parsed.name)
    print(f"{parsed.name} er fjernet")
    return 0


def _list(parsed: argparse.Namespace, settings: Settings) -> int:
    del parsed
    for user in users.load(settings).values():
        print(f"{user.name}\t{user.role.value}")
    return 0
