"""Question sets, measures, comparisons and gates."""
