"""Completion, and what Ctrl-C leaves."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.build.store import Store
from briefgen.cli import main
from tests.build.newsroom import project_at, write_articles

ROOT = Path(__file__).parent.parent.parent
SLOW = """
import signal
import time
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start background jobs deaf to it
from briefgen.build import briefings
from briefgen.cli import main
from tests.build.newsroom import brief_lines

def slowly(path, name):
    time.sleep(0.3)
    return brief_lines(path, name)

briefings.StraightLine = lambda *_: slowly
main(["build", "-f", "mkdocs.yml", "-j", "1"], prog_name="briefgen")
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_of_the_shell(shell: str, tmp_path: Path) -> None:
    script = CliRunner().invoke(main, ["completion", shell]).output
    assert "_BRIEFGEN_COMPLETE" in script
    if shutil.which(shell):
        path = tmp_path / "script"
        path.write_text(script, "utf-8")
        subprocess.run([shell, "-n", str(path)], check=True)


def test_commands_and_options_are_completed() -> None:
    for words, meant in (("briefgen che", "check"), ("briefgen check --stri", "--strict")):
        count = str(len(words.split()) - 1)
        asked = {"_BRIEFGEN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": count}
        command = [sys.executable, "-m", "briefgen"]
        done = subprocess.run(
            command,
            env={**os.environ, **asked},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        assert meant in done.stdout


def test_ctrl_c_ends_in_one_line_and_keeps_what_was_done(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_articles(project, 40)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [briefgen: {search: false}]\n", "utf-8"
    )
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while Store(project.store).usage().entries < 4 and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    told, complaint = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "")
    assert complaint == "stopped; what was finished is kept\n"
    assert Store(project.store).usage().entries >= 4
    assert not (tmp_path / "site").exists()
    again = CliRunner().invoke(main, ["check", "-q", "-f", str(tmp_path / "mkdocs.yml")])
    assert again.exit_code == 0, again.output
