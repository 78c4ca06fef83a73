"""The registry as pages to read: one a message, and a table of all."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics.rules import Rule


def page(rule: Rule) -> str:
    """Return what there is to say of *rule* in Markdown."""
    where = f"In a file `{rule.file}`" if rule.file else "What you see"
    example = rule.example.rstrip("\n")
    return (
        f"# {rule.code}: {rule.title}\n\n"
        f"`{rule.name}`, {rule.severity}\n\n"
        f"{rule.explanation}\n\n"
        f"## Example\n\n{where}:\n\n```text\n{example}\n```\n\n"
        f"## What would do\n\n{rule.remedy}\n"
    )


def table(rules: Iterable[Rule]) -> str:
    """Return a table of *rules* in Markdown, each linked to its page."""
    rows = [f"| [{r.code}]({r.code}.md) | `{r.name}` | {r.severity} | {r.title} |" for r in rules]
    head = (
        "# Messages\n\n"
        "Every message of `briefgen check` and `briefgen build` has a code that never changes\n"
        "its meaning. `briefgen explain BG010` prints these pages. Errors cost an article or\n"
        "the build; warnings fail `--strict`.\n\n"
        "| code | name | severity | what |\n| --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n"
