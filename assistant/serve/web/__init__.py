"""The web app: three working places in Gradio, mounted beside the HTTP API."""
