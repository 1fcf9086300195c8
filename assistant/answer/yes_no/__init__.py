"""Questions to answer with yes or no, decided by the sentence that is cited.

Begin with `polarity.py`: «Ja» or «Nei» only where the sentence decides the question. The others
are its reasons to say neither: a bound, a figure, a denied part, a qualification, a mere mention.
"""
