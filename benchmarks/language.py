"""What the language engine costs: import, load, words a second on one core, memory."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import resource
import sys
import time

began = time.perf_counter()
import briefgen  # noqa: E402, F401

imported = time.perf_counter() - began
engine_untouched = "numpy" not in sys.modules

from briefgen.language import annotate  # noqa: E402
from briefgen.model import Article, Source  # noqa: E402

PARAGRAPH = {
    "fr": "Le ministre de l'Intérieur a annoncé mardi à Paris que la loi entrerait en vigueur. "
    "« Nous y travaillons », a-t-il ajouté devant l'Assemblée nationale.",
    "en": "The minister said on Tuesday in London that the law would come into force. "
    '"We are working on it," she added before the House of Commons.',
}

print(f"import briefgen {imported:.3f} s, engine untouched: {engine_untouched}")
for language, paragraph in PARAGRAPH.items():
    text = "\n\n".join([paragraph] * 15)
    article = Article("x", "", text, language, Source("x", "0"))
    began = time.perf_counter()
    annotate(article)
    first = time.perf_counter() - began
    began = time.process_time()
    words = sum(len(annotate(article).tokens) for _ in range(30))
    rate = words / (time.process_time() - began)
    print(f"{language}: first article {first:.2f} s, then {rate:,.0f} words/s of CPU time")
print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
