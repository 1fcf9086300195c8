"""What a question asks: its intent, its focus, its time, and what it leans on.

Begin with `intent.py`, which reads the kind of answer wanted from the question words; the result
is the `Question` of `answer/question.py`. `asking.py` sets the question apart from what is told
beside it, `leaning.py` tells whether it leans on an earlier one, `focus.py` names the thing asked
for. No module here looks for an answer.
"""
