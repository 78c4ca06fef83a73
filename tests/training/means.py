"""Courses are averaged weight by weight.

Run by test_networks_agree.py in a process of its own: JAX's threads forbid other tests' forks.
"""

from __future__ import annotations

import numpy as np

from training.fit import mean_of


def main() -> None:
    many = [{"bias": np.array([number, 2.0]), "gate": np.eye(2) * number} for number in (1.0, 3.0)]
    mean = mean_of(many)
    assert mean.keys() == many[0].keys()
    assert mean["bias"].tolist() == [2.0, 2.0]
    assert mean["gate"].tolist() == [[2.0, 0.0], [0.0, 2.0]]


if __name__ == "__main__":
    main()
