"""Answers that a language model drafts: what it is told, and how its draft is checked.

Begin with `prompting.py` (what the model is told), `draft_check.py` (the draft held against its
passages: what stands is kept and cited) and `judging.py` (whether what stands answers). `model.py`
is the one door to LangChain, `tools.py` what the model may call. `answer/generative.py` puts them
together.
"""
