"""Recipes that train the language models from public corpora; not installed with briefgen."""
