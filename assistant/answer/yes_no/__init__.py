"""Questions to answer with yes or no, decided by the sentence that is cited.

Begin with `polarity.py`: «Ja» or «Nei» only where the sentence decides the question. `known.py`
says what has been learned of a sentence where its words tell neither, and `beyond_words.py` where
that is no use. The others are reasons of the words to say neither: a bound, a figure, a denied
part, a qualification, a mere mention.
"""
