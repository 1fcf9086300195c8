"""A message in its conversation: what it means by what was said before it.

Begin with `reader.py`, which reads a message as a `Question` with the help of `followup.py` and
`vocabulary.py`, and `in_turn.py`, which decides what the message is answered with: as it reads
alone, by what was spoken of, or both halves of it. `conversation.py` knows what is no question to
the documents.
"""
