"""Adds the theme, which lives at the top of the repository, to the packages.

`pyproject.toml` holds everything else: it can map a folder to a package name but not add
that package to those it finds.
"""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["briefgen", "briefgen.*"]), "briefgen.theme"])
