"""The trained pipelines, as data: one folder a language."""
