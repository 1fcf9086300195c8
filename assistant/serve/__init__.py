"""The ways in: command line, web app and HTTP API."""
