"""What applies now and what did before: successors, beginnings, ends and deadlines.

Begin with `formerly.py`, which tells what no longer applies and how that is shown, and
`successors.py`, which tells what took another's place. `closing.py` decides by the deadline whether
one may still apply, `started.py` and `over_by.py` what was so in a year that is asked about.
"""
