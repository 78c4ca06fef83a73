"""What the search for quotations adds to an article, in CPU milliseconds by its length."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time

from briefgen.extract import find_actors, find_quotes
from briefgen.language import annotate
from briefgen.model import Article, Source

RUNS = 20
PARAGRAPH = {
    "fr": "Le ministre des Transports a annoncé mardi que la ligne rouvrirait en mai. « Nous y "
    "travaillons », a-t-il ajouté devant les élus. Selon la préfecture, les travaux coûteront "
    "deux millions d'euros. La gare est fermée depuis l'hiver et les habitants prennent le car.",
    "en": 'The transport minister said on Tuesday that the line would open again in May. "We '
    'are working on it," she added before the council. According to the county, the works will '
    "cost two million. The station has been shut since the winter and people take the coach.",
}

for language, paragraph in PARAGRAPH.items():
    for words in (300, 3000):
        paragraphs = -(-words // len(paragraph.split()))
        text = "\n\n".join([paragraph] * paragraphs)
        document = annotate(Article("x", "", text, language, Source("x", "0")))
        actors = find_actors(document)
        quotes = find_quotes(document, actors)
        began = time.process_time()
        for _ in range(RUNS):
            find_quotes(document, actors)
        spent = (time.process_time() - began) / RUNS
        print(f"{language}: {words} words, {len(quotes)} quotes, {1000 * spent:.1f} ms")
