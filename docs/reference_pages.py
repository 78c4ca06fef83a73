"""The pages of the reference that are told by the code, put in while MkDocs builds the docs."""
# ruff: noqa: INP001 - a hook of MkDocs, in no package

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import click
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from briefgen.cli import main
from briefgen.site import options


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; MkDocs calls this hook."""
    for source, text in pages().items():
        files.append(File.generated(config, source, content=text))
    return files


def pages() -> dict[str, str]:
    """Return the generated pages by source."""
    return {"reference/cli.md": _commands_page(), "reference/options.md": _options_page()}


def _commands_page() -> str:
    context = click.Context(main, info_name="briefgen")
    lines = ["# Commands", "", "What `briefgen --help` says, in one place.", ""]
    lines += [*_exit_codes(), *_commands(main, context, 2)]
    return "\n".join(lines)


def _exit_codes() -> Iterator[str]:
    yield from ("| exit code | means |", "|---|---|")
    yield "| 0 | done |"
    yield "| 1 | some articles failed; the others are done |"
    yield "| 2 | wrong usage or configuration |"
    yield "| 3 | `--strict` met a warning |"
    yield "| 4 | the machine lacks something: space, rights, a program |"
    yield ""


def _commands(group: click.Group, parent: click.Context, level: int) -> Iterator[str]:
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None or command.hidden:
            continue
        context = click.Context(command, info_name=name, parent=parent)
        yield f"{'#' * level} {context.command_path}"
        yield ""
        yield inspect.cleandoc(command.help or "")
        yield ""
        yield from ("```text", " ".join(_usage(command, context)), "```", "")
        yield from _parameters(command, context)
        if isinstance(command, click.Group):
            yield from _commands(command, context, level + 1)


def _usage(command: click.Command, context: click.Context) -> Iterator[str]:
    yield context.command_path
    yield from command.collect_usage_pieces(context)


def _parameters(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [p.get_help_record(context) for p in command.get_params(context)]
    rows = [record for record in records if record and "--help" not in record[0]]
    if rows:
        yield from ("| option | does |", "|---|---|")
        for names, said in rows:
            yield f"| `{_cell(names)}` | {_cell(' '.join(said.split()))} |"
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _options_page() -> str:
    lines = [
        "# Options",
        "",
        "What `mkdocs.yml` can say below `plugins: - briefgen:`. An unknown key is refused.",
        "",
        "| option | default | does |",
        "|---|---|---|",
    ]
    defaults = options.BriefgenOptions()
    defaults.validate()
    for name, said in _documented(options.BriefgenOptions).items():
        lines.append(f"| `{name}` | {_cell(_yaml(defaults[name]))} | {_cell(said)} |")
    return "\n".join([*lines, ""])


def _yaml(default: object) -> str:
    text = yaml.safe_dump(default, default_flow_style=True, width=10**6).removesuffix("...\n")
    return "" if default is None else f"`{text.strip()}`"


def _documented(owner: type) -> dict[str, str]:
    """Return the attributes of *owner*, each with the string below it."""
    (node,) = ast.parse(inspect.getsource(owner)).body
    assert isinstance(node, ast.ClassDef)  # noqa: S101 - a class is
    said = {}
    for statement, after in zip(node.body, node.body[1:], strict=False):
        if isinstance(statement, ast.Assign) and isinstance(after, ast.Expr):
            (target,) = statement.targets
            said[ast.unparse(target)] = ast.literal_eval(after.value).replace("``", "`")
    return said
