"""Training of the static embedding model that ships with the package.

`python -m assistant.search.train` makes the model again from the repository's own text: the
corpus, the thesaurus and the sentence pairs beside this file. A fixed seed and two threads give
the same model on the same machine and library versions.
"""
