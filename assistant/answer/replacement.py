"""What a sentence says has been replaced, and by what."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.answer.patterns import cue

_SUBORDINATE = cue("tells", "subordinate")
_REPLACES, _REPLACED, _BY = (
    cue("tells", "replaces"),
    cue("tells", "replaced"),
    cue("tells", "by_whom"),
)

_ADVERBIAL = cue("tells", "adverbial")
# Where the object begins; the subject has one word at least before it.
_THE = re.compile(r"(?<=\w )\b(?:de|dei|den|det|the|alle|all)\b", re.IGNORECASE)


class Replacement(NamedTuple):
    """The words of a sentence for what was replaced, and for what took its place ("": not told)."""

    old: str
    new: str


def replacement(text: str) -> Replacement | None:
    """What is told, or asked, to have been replaced; None where nothing is.

    «Nye erstatter gamle», «gamle ble erstattet av nye», and the same as questions. What a clause
    says beside it («…, da klyngen fikk en ny plan») is none of it.
    """
    main = _SUBORDINATE.split(text)[0]
    if passive := _REPLACED.search(main):
        before, after = main[: passive.start()], main[passive.end() :]
        agent = _BY.search(after)
        new = after[agent.end() :] if agent else ""
        # «Ble Arena erstattet av …?» has the verb around what was replaced.
        return Replacement(f"{before} {passive['between'] or ''}", new)
    active = _REPLACES.search(main)
    if active is None:
        return None
    before, after = main[: active.start()], main[active.end() :]
    if before.strip() and not _ADVERBIAL.match(before):
        return Replacement(after, before)
    # «Fra 2024 erstatter nye nivåer de gamle»: what does it stands behind the verb.
    parted = _THE.search(after)
    return Replacement(after[parted.start() :], after[: parted.start()]) if parted else None
