"""Which kind of answer a question demands, and whether a text gives that kind.

Begin with `demands.py` (what is demanded beside the intent: all members, an outcome, a total) and
`expected.py` (the values that are expected, and which of them a unit gives). The others decide one
kind each: who holds a post, what a word means, whom a thing is open to.
"""
