"""`assistant eval feedback …`: kept questions on the command line."""

from __future__ import annotations

import argparse

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.case_files import write_set
from assistant.evaluation.feedback import Entry, Evidence, FeedbackStore, make_case
from assistant.evaluation.output import out
from assistant.evaluation.retention import FILE, forget_copies
from assistant.evaluation.wording import say, table
from assistant.settings import Settings


def run(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Lists, labels, exports or deletes kept questions.

    Raises:
        InputError: for a number that is not there or a label that makes no case.
    """
    store = FeedbackStore(args.file or settings.data / FILE)
    if args.feedback_command == "list":
        out(show(store.entries(unlabelled=args.unlabelled), language))
    elif args.feedback_command == "label":
        _label(store, args, language)
    elif args.feedback_command == "export":
        cases = store.cases()
        if not cases:
            raise InputError("no question is labelled yet; see assistant eval feedback label")
        write_set(args.target, cases)
        out(say("feedback_exported", language, count=len(cases), file=args.target))
    else:
        days = settings.retention_days if args.older_than is None else args.older_than
        count = store.delete_all() if args.all else store.delete_older_than(days)
        if args.file is None:
            forget_copies(settings)
        out(say("feedback_purged", language, count=count))
    return 0


def _label(store: FeedbackStore, args: argparse.Namespace, language: Language) -> None:
    case = make_case(
        store.get(args.id),
        args.case_class,
        facts=[[part.strip() for part in fact.split("|")] for fact in args.facts],
        quotes=[Evidence(document, quote) for document, quote in args.quotes],
        tags=args.tags,
        must_pass=args.must_pass,
    )
    store.label(args.id, case)
    label = say(f"class_{case.case_class.value}", language)
    out(say("feedback_labelled", language, id=args.id, label=label))


def show(entries: tuple[Entry, ...], language: Language) -> str:
    """Kept questions as a table."""
    if not entries:
        return say("feedback_none", language)
    keys = ("question", "id", "day", "rating", "label")
    rows = [[say(f"feedback_{key}", language) for key in keys]]
    for entry in entries:
        rating = say(f"feedback_{entry.rating.value}", language) if entry.rating else ""
        label = say(f"class_{entry.label.case_class.value}", language) if entry.label else ""
        rows.append([entry.question[:80], str(entry.id), f"{entry.at:%Y-%m-%d}", rating, label])
    return table(rows)
