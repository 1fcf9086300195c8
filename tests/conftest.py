"""What holds for every test.

Property tests draw the same examples each time, so that a change and not chance decides whether
the checks pass. `pytest --hypothesis-profile wide` draws new and more ones; run it after a change
to what they test, and keep what it finds as an `@example`.
"""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("wide", deadline=None, max_examples=1000)
settings.load_profile("steady")
