"""What every page of a site depends on besides what it shows: code, theme, configuration."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

import briefgen.site
from briefgen.build.fingerprint import (
    code_fingerprint,
    file_digest,
    folder_digest,
    record_fingerprint,
)
from briefgen.build.glance import signature_of
from briefgen.build.mirror import walk
from briefgen.build.store import key_of

_PLACES = {"config_file_path", "docs_dir", "site_dir", "theme", "plugins", "hooks"}
_INCLUDES = {"pymdownx.snippets"}  # extensions that read files from anywhere
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # of a function in the settings
_LIBRARIES = ("mkdocs", "jinja2", "markdown", "markupsafe", "nh3", "orjson", "babel", "pagefind")


def site_fingerprint(config: MkDocsConfig, own_pages: Iterable[File]) -> str:
    """Return a digest of all that may show on every page.

    *own_pages* are the author's pages whose titles stand in the navigation.
    """
    themes = [folder_digest(Path(folder)) for folder in config.theme.dirs]
    written = sorted((page.src_uri, page.content_bytes) for page in own_pages)
    pages = [part for page in written for part in page]
    settings = _settings(config)
    return key_of("site", code_fingerprint(), site_code(), settings, *themes, *pages)


def whole_fingerprint(
    config: MkDocsConfig, folders: Container[str], briefings: Mapping[str, str]
) -> str:
    """Return a digest of everything the site is made from; empty when that cannot be told.

    It cannot with plugins and hooks beside ours, which may read anything. *folders*
    below ``docs_dir`` hold no pages of the author's; *briefings* are digests by name.
    """
    if not is_alone(config):
        return ""
    content = config.docs_dir
    own = [
        f"{name} {signature_of(entry.stat())}"
        for name, entry in walk(content)
        if name.partition("/")[0] not in folders
    ]
    made = [f"{name} {digest}" for name, digest in briefings.items()]
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return key_of(site_fingerprint(config, ()), epoch, *own, "", *made)


def is_alone(config: MkDocsConfig) -> bool:
    """Tell whether no plugin, hook or extension beside ours may read anything, anywhere."""
    others = {*config.plugins} - {"briefgen"}
    return not (others or config.hooks or _INCLUDES & set(config.markdown_extensions))


def _settings(config: MkDocsConfig) -> str:
    """Return what is configured, apart from where things lie on this machine."""
    shown = {key: value for key, value in config.items() if key not in _PLACES}
    plugins = {name: _settings_of(plugin) for name, plugin in config.plugins.items()}
    whole = {**shown, "theme": dict(config.theme), "plugins": plugins}
    return _ADDRESS.sub("", json.dumps(whole, default=str, sort_keys=True))


def _settings_of(plugin: BasePlugin[Any] | ModuleType) -> object:
    """Return the options of a *plugin*; of a hook, which has none, what it does."""
    if isinstance(plugin, ModuleType):
        return file_digest(Path(str(plugin.__file__)))
    return dict(plugin.config)


@cache
def site_code() -> str:
    """Return a digest of what prints records: our code, cards and wordings of ours, libraries."""
    versions = [f"{library} {metadata.version(library)}" for library in _LIBRARIES]
    ours = folder_digest(Path(briefgen.site.__file__).parent)
    return key_of(ours, record_fingerprint(), *versions)
