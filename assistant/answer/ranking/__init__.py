"""How well a unit answers a question: matched, weighed and scored as evidence.

Begin with `scoring.py`, which scores the units of the retrieved passages, and with what it hands
on, `evidence.py`. `matching.py` tells how well a text covers the question's concepts, `features.py`
holds what speaks for a unit and how much each of it weighs, `fitting.py` whether it holds the kind
of thing asked for. The others each tell one thing that speaks for or against a unit.
"""
