"""Exceptions with a message fit for the person who can mend the cause."""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all errors that are told to a user in one line, with exit code 2."""


class InputError(AssistantError):
    """A question, profile, case file or argument that cannot be used."""


class ConfigurationError(AssistantError):
    """A setting that is wrong or contradicts what is on disk."""


class DocumentError(AssistantError):
    """A document that cannot be read. The message names the file and what to do."""


class StaleIndexError(AssistantError):
    """An index that is missing, damaged or made with other settings."""


class ModelError(AssistantError):
    """An embedding or language model that cannot be loaded or does not answer."""
