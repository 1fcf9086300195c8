"""The few words that Gradio itself puts on a page, in the page's language.

Gradio knows no nynorsk, goes by the browser's language, and leaves some words in English whatever
the language. So it is asked for English, and the page's script puts ours in their place.
"""

from __future__ import annotations

import json

from assistant.domain import Language
from assistant.texts import get

# What Gradio 6 writes, and the text that stands for it.
_KEYS = {
    "Close": "close",
    "Clear": "clear",
    "Remove": "remove",
    "Remove this file": "remove",
    "Empty": "empty",
    "Empty value": "empty",
    "Loading": "loading",
    "Loading...": "loading",
    "Error": "error",
    "An error occurred.": "failed",
    "An error occurred": "failed",
    "An Unexpected Error Occurred!": "failed",
    "Unexpected error": "failed",
    "Unknown error": "failed",
    "Drop File Here": "drop_file",
    "- or -": "or",
    "or": "or",
    "Click to Upload": "choose_file",
    "Click to upload or drop files": "choose_file",
    "Upload file": "choose_file",
    "File upload": "choose_file",
    "Uploading...": "uploading",
    "Error uploading file": "upload_failed",
    "Upload failed.": "upload_failed",
    "Waiting for file(s) to finish uploading, please retry.": "upload_waits",
    "Connection Lost": "lost",
    "Connection to the server was lost. Attempting reconnection...": "lost_help",
    "Lost connection due to leaving page. Rejoining queue...": "lost_help",
}


def markup(language: Language) -> str:
    """What the page's script reads: Gradio's word → ours, as JSON in an element of its own."""
    words = {word: get(f"web_gradio.{key}", language) for word, key in _KEYS.items()}
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="gradio-ord">{told}</script>'
