"""What stands in a text, whoever asks: units, values, names, rows and lists.

Begin with `units.py`, which reads a passage as the sentences, lists, items and rows that can
answer, and `values.py`, which finds numbers, amounts, dates and times in one canonical form.
`about.py` tells which names and years a unit is about, `steering.py` what must not be shown to a
language model. No module here knows a question.
"""
