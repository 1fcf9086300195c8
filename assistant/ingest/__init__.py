"""Documents in: files of a folder into clean pages, and pages into passages."""
