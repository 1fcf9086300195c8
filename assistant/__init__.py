"""Klyngeassistenten: cited answers about the Norwegian cluster programme."""
