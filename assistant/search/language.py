"""Which of bokmål, nynorsk and English a short text is written in, by its function words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Language, Turn

_WORD = re.compile(r"[^\W\d_]+")
_NORDIC = re.compile("[æøå]", re.IGNORECASE)
# -leg, -heit and -ane are nynorsk where bokmål has -lig, -het and -ene.
_NYNORSK_ENDING = re.compile(r"\w{3,}(?:leg|heit|heiter|ane)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    """
    the is are was were what which who whom whose when where why how much many does do did can
    could would should of and to in for a an this that these those there have has had be been by
    with from about it its they we our you your my i at on or not any if must will long often
    between difference mean please tell me us apply get give need offer kind than into years
    year months grant grants funding deadline companies company requirements help lead thank
    """
)
# English or Norwegian by themselves: "to" is two, "by" a town.
_EITHER = _words("i to for at me by in an any on must had man")
_NYNORSK = _words(
    """
    eg ein eit ikkje kva kven korleis kvifor kvar kvart kor nokon noko nokre dei dykk dykkar me
    vore vert vart blei hjå frå berre mykje meir fleire skilnaden skilnad tal søkje søkjer gjeld
    høve då heiter heitte seier kjem fekk gjer tek sjølv saman òg korfor einaste verksemd
    verksemder verksemdene føremål føremålet klyngja klyngjer klyngjene kostar skildrar tilbod
    tilbodet leiinga støtta krev krevst vere vera veit pengar slepp gløym fortel gjekk seinast
    seinare tidlegare enno framleis ynskjer nettverka nivåa medlemer tenester forsking
    forskingsmiljø heile heilt fyrst fyrste sidan medan utan inga eigen eiga eige gong gongar
    gje driv anna søkjast høyrer
    """
)
_BOKMAL = _words(
    """
    jeg en et ikke hva hvem hvordan hvorfor hver hvor noen noe dere vært blir ble hos fra bare
    mye mer flere forskjellen forskjell antall gjelder anledning heter sier kommer fikk gjør
    selv sammen hvilke hvilken hvilket hvis være annet egen egne eget uten siden penger
    bedrifter hele
    """
)
# In both, so they say Norwegian, not which kind.
_NORWEGIAN = _words(
    """
    er det som på til av med om vi du kan må skal var har den dette for i å at seg sin og
    får alle kroner millioner klynger klynge klyngen støtte søke søker frist fristen mange lenge
    nivå nivåer varer
    når vil nå varte timer dager uker fortsatt
    """
)


def detect(text: str, history: Sequence[Turn] = ()) -> Language:
    """The language of `text`; where it says too little, that of the asker's latest message.

    Bokmål is the answer where nothing tells otherwise.
    """
    found = _scored(text)
    if found is not None:
        return found
    for turn in reversed(history):
        if turn.role == "user" and (found := _scored(turn.content)) is not None:
            return found
    return Language.NB


def _scored(text: str) -> Language | None:
    words = _WORD.findall(text.casefold())
    # "Who owns Fjærlandsstiftinga?": a name may have them in any language.
    letters = any(_NORDIC.search(w) and not w[0].isupper() for w in _WORD.findall(text))
    english = sum(w in _ENGLISH for w in words) - letters
    nynorsk = sum(w in _NYNORSK or bool(_NYNORSK_ENDING.fullmatch(w)) for w in words)
    bokmal = sum(w in _BOKMAL for w in words)
    norwegian = nynorsk + bokmal + sum(w in _NORWEGIAN for w in words)
    if english > norwegian and any(w in _ENGLISH and w not in _EITHER for w in words):
        return Language.EN
    if nynorsk > bokmal:
        return Language.NN
    return Language.NB if norwegian else None
