"""The content of a revision, its hash, and what no content may hold."""

import hashlib


class TextFault(ValueError):
    """A text that cannot be stored: `code` names the fault, `offset` is the code point where it shows."""

    def __init__(self, code: str, offset: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset


def join_content(title: str, text: str) -> str:
    """Return title, blank line, text: what all offsets count in (code points)."""
    return f"{title}\n\n{text}" if title else text


def content_sha256(content: str) -> str:
    """Return the hexadecimal SHA-256 of the content in UTF-8."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def check_text(text: str, *, max_bytes: int) -> None:
    """Raise TextFault when the text is blank, too long, or holds what PostgreSQL and UTF-8 cannot."""
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0\u2028\u2029") or text.isspace():
        raise TextFault("blank")
    if "\0" in text:
        raise TextFault("nul", text.index("\0"))
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise TextFault("surrogate", error.start) from error
    if size > max_bytes:
        raise TextFault("too_long")
