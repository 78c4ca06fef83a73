"""Ask pip-audit about what is installed, and say in one line what that can tell.

    .venv/bin/python .ci/audit.py

Fails where a package has a known weakness. Where the advisory database cannot be reached,
or knows none of the packages, nothing is said of them: the line says so, and all goes on.
"""

import json
import subprocess
import sys
from pathlib import Path

TOOL = Path(sys.executable).with_name("pip-audit")
COMMAND = [str(TOOL), "--local", "--skip-editable", "--progress-spinner", "off", "-f", "json"]


def verdict(report: str, errors: str) -> tuple[str, bool]:
    """Return the line to print, and whether a weakness is known, of what pip-audit wrote."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        reason = errors.strip().splitlines()[-1:] or ["pip-audit said nothing"]
        return f"audit: nothing was audited: {reason[0]}", False
    known = [package for package in packages if "vulns" in package]
    weak = [
        f"{package['name']} {package['version']} ({', '.join(v['id'] for v in package['vulns'])})"
        for package in known
        if package["vulns"]
    ]
    if not known:
        return f"audit: the advisory database knows none of {len(packages)} packages", False
    line = f"audit: {len(known)} of {len(packages)} packages audited"
    return f"{line}, weak: {'; '.join(weak) or 'none'}", bool(weak)


if __name__ == "__main__":
    done = subprocess.run(COMMAND, check=False, capture_output=True, text=True)  # noqa: S603
    said, is_weak = verdict(done.stdout, done.stderr)
    print(said)  # noqa: T201
    sys.exit(is_weak)
