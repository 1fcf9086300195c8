"""From a question and passages to a checked, cited answer."""
