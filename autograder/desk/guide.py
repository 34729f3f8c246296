"""A page of the guides (*guide*) on the server, as it reads on the screen."""

from html import escape

import mistune

from ntc.paths import ROOT

_SHELL = """<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="{base}lab/extensions/ntc-lesson/page/tokens.css">
    <link rel="stylesheet" href="{base}bureau/page/bureau.css">
  </head>
  <body><main class="guide">{body}</main></body>
</html>
"""


def page(name: str, base: str) -> str:
    """Give a guide as a page; ``base`` is the server's address."""
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    body = mistune.create_markdown(escape=True, plugins=["table"])(text)
    return _SHELL.format(title=escape(title), base=escape(base, quote=True), body=body)
