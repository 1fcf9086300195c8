"""From a question and passages to a checked, cited answer.

Begin with `extractive.py`, which answers by evidence; `generative.py` lets a language model draft
and checks the draft, and `chain.py` hands both to LangChain. `question.py` holds what is understood
of a question, `citation.py` the check that every answer passes through. The rest stands in groups,
and each says in its `__init__.py` what it is for. A group imports itself and those before it, no
other: `patterns` (wording as data), `extraction`, `understanding`, `answer_types`, `ranking`,
`validity`, `yes_no`, `selection`, `dialogue`, `composition`, `generation`.
"""
