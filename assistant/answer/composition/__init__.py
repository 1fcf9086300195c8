"""The text of an answer: evidence framed and cited, refusals, notices, comparisons.

Begin with `composing.py` (an answer, a question back, a refusal or a reply to talk) and `frame.py`
(selected evidence as a short cited text). `comparison.py` sets each side under its name, and
`spoken.py` tells values and dates in the language of the answer. The check that every answer passes
through is `answer/citation.py`.
"""
