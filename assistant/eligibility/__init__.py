"""Whether a cluster fits a programme level: profile, criteria, assessment, dialogue, reports."""
