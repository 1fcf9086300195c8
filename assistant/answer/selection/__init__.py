"""Which evidence answers, how much of it is shown, or that nothing answers.

Begin with `select.py`, where all of it comes together, then `sufficient.py` (whether a unit holds
the thing asked for), `picking.py` (how much to show) and `thresholds.py` (when evidence is enough,
in numbers). `trust.py`, `distance.py` and `likelihood.py` tell how sure it is; the others each
choose for one kind of question.
"""
