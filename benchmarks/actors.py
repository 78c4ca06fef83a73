"""What the search for actors adds to an article beyond its annotation, in CPU milliseconds."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time

from briefgen.extract import find_actors
from briefgen.language import annotate
from briefgen.model import Article, Source

RUNS = 20
PARAGRAPH = {
    "fr": "Le ministre des Transports, Pierre Lambert, a annoncé mardi à Lyon que la ligne "
    "rouvrirait en mai. Selon la préfecture du Rhône, les travaux coûteront deux millions "
    "d'euros. Lambert a remercié la Fédération des usagers et son président, Jacques Martin. "
    "La gare est fermée depuis l'hiver et les habitants prennent le car.",
    "en": "The transport minister, Margaret Harris, said on Tuesday in Leeds that the line would "
    "open again in May. According to the county, the works will cost two million. Harris "
    "thanked the Railway Users' Association and its chairman, Robert Evans. The station has "
    "been shut since the winter and people take the coach.",
}

for language, paragraph in PARAGRAPH.items():
    for words in (300, 3000):
        paragraphs = -(-words // len(paragraph.split()))
        article = Article("x", "", "\n\n".join([paragraph] * paragraphs), language, Source("x", ""))
        document = annotate(article)
        actors = find_actors(document)
        began = time.process_time()
        for _ in range(RUNS):
            annotate(article)
        read = time.process_time()
        for _ in range(RUNS):
            find_actors(document)
        found = time.process_time()
        beside = f"{1000 * (read - began) / RUNS:.1f} ms of annotation"
        spent = f"{1000 * (found - read) / RUNS:.1f} ms"
        print(f"{language}: {words} words, {len(actors)} actors, {spent} beside {beside}")
