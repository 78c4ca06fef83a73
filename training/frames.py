"""More sentences that report speech, which treebanks are poor in and news is full of.

In: parsed lessons. Out: the frames of ``frames/<language>.txt`` with subjects and clauses of those
lessons in them, and verbs of the lexicon; their trees are composed of the treebank's own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from briefgen.extract.quotes.conjugation import paradigm, read_rules
from briefgen.language.lemmas import make_rule
from training.sentences import Lesson

FRAMES = Path(__file__).with_name("frames")
SEED = 31
SHARE = {"fr": 8, "en": 5}  # one frame for so many sentences of the treebanks
CLAUSE = {"fr": range(5, 26), "en": range(3, 26)}  # words
MAX_SUBJECT = 7  # words
COMMON = {"fr": ("dire", "déclarer", "affirmer", "expliquer"), "en": ("say", "add", "announce")}
COMMON_SHARE = 0.5
TALK = ("en",)  # treebanks with much talk, whose sentences are often no statements
AUXILIARIES = {"fr": ("a", "ont"), "en": ("has", "have")}
CLAUSES = ("CLAUSE", "FIRST", "REST")
Paradigm = Sequence[Sequence[str]]
_OPENERS = frozenset('«“":')
_VOWELS = frozenset("aeiouyâàéèêëîïôhœ")
_NOT_INSIDE = frozenset('«»“”"()[]:;—–-')


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a lesson whose words hang on one of them."""

    words: tuple[str, ...]
    tags: tuple[str | None, ...]
    lemmas: tuple[str | None, ...]
    heads: tuple[int, ...]
    "within the part, counted from 1; 0 for the word the others hang on"
    relations: tuple[str | None, ...]

    @property
    def root(self) -> int:
        return self.heads.index(0) + 1

    @property
    def is_plural(self) -> bool:
        return "Number=Plur" in (self.tags[self.root - 1] or "")


def framed_lessons(lessons: Sequence[Lesson], language: str) -> Iterator[Lesson]:
    """Yield one framed sentence for every SHARE of *lessons*."""
    dice = random.Random(SEED)
    lines = (FRAMES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    frames = [line.split() for line in lines if line and line[0] != "#"]
    clauses = [part for lesson in lessons if (part := _clause(lesson, language))]
    subjects = [part for lesson in lessons for part in _subjects(lesson)]
    verbs = _verbs(language)
    for _ in range(len(lessons) // SHARE[language]):
        frame, clause, subject = dice.choice(frames), dice.choice(clauses), dice.choice(subjects)
        common = dice.random() < COMMON_SHARE
        verb = dice.choice(COMMON[language]) if common else dice.choice(sorted(verbs))
        cut = _cut(clause)
        if cut or "FIRST>0:root" not in frame:
            yield _fill(frame, clause, cut, subject, _forms(verb, verbs[verb], subject, language))


def _clause(lesson: Lesson, language: str) -> _Part | None:
    """Return a whole sentence without its full stop, if it is a plain statement."""
    if lesson.words[-1] != "." or len(lesson.words) - 1 not in CLAUSE[language]:
        return None
    if None in lesson.heads or _NOT_INSIDE & set(lesson.words):
        return None
    last = len(lesson.words)
    root = lesson.heads.index(0)
    if last in lesson.heads or not (lesson.tags[root] or "").startswith(("VERB", "AUX", "ADJ")):
        return None
    if language in TALK and not _is_statement(lesson, root + 1):
        return None
    return _part(lesson, 1, last)


def _is_statement(lesson: Lesson, root: int) -> bool:
    """Tell whether a sentence begins with no conjunction or call, and its subject comes first."""
    starts_late = lesson.relations[0] in ("cc", "discourse", "reparandum", "mark", "vocative")
    shouts = len(lesson.words[0]) > 1 and lesson.words[0].isupper()
    return (
        not starts_late
        and not shouts
        and any(
            head == root and relation in ("nsubj", "nsubj:pass", "expl")
            for head, relation in zip(
                lesson.heads[: root - 1], lesson.relations[: root - 1], strict=True
            )
        )
    )


def _subjects(lesson: Lesson) -> Iterator[_Part]:
    """Yield the subjects of a lesson that are short and of one piece."""
    if None in lesson.heads:
        return
    for index, relation in enumerate(lesson.relations, 1):
        if relation != "nsubj" or not (lesson.tags[index - 1] or "").startswith(("NOUN", "PROPN")):
            continue
        under = {index}
        for _ in range(MAX_SUBJECT):
            under |= {word for word, head in enumerate(lesson.heads, 1) if head in under}
        first, last = min(under), max(under)
        if last - first + 1 == len(under) <= MAX_SUBJECT:
            part = _part(lesson, first, last + 1)
            relative = any("PronType=Rel" in (tag or "") for tag in part.tags)
            if not relative and not _NOT_INSIDE & set(part.words):
                yield part


def _part(lesson: Lesson, first: int, last: int) -> _Part:
    """Return words *first* to before *last*, counted from 1."""
    inside = slice(first - 1, last - 1)
    return _Part(
        words=lesson.words[inside],
        tags=lesson.tags[inside],
        lemmas=lesson.lemmas[inside],
        heads=tuple(
            head - first + 1 if head is not None and first <= head < last else 0
            for head in lesson.heads[inside]
        ),
        relations=lesson.relations[inside],
    )


def _cut(clause: _Part) -> int:
    """Return how many words stand before an inner comma, 0 when there is none."""
    inner = [place for place, word in enumerate(clause.words) if word == "," and place > 1]
    return inner[0] if inner and inner[0] < len(clause.words) - 2 else 0


def _verbs(language: str) -> Mapping[str, Paradigm]:
    """Return the forms of the lexicon's verbs that take a clause, as its rules group them."""
    folder = files("briefgen.lexicons") / language
    rules = read_rules(folder / "conjugation.yaml")
    rows = (folder / "quote_verbs.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    takes_clause = [lemma for lemma, frames, *_ in cells if "that" in frames.split()]
    found = {lemma: paradigm(lemma, rules) for lemma in takes_clause if lemma.isalpha()}
    return {lemma: groups for lemma, groups in found.items() if groups}


def _forms(
    lemma: str, groups: Paradigm, subject: _Part, language: str
) -> dict[str, tuple[str, str]]:
    """Return what stands in a frame for each form of a verb, with its lemma's word.

    The rules list the infinitive, the third persons, and then: in French the imperfect;
    in English the past, the participle if it is another word, and the form in -ing.
    """
    plural = subject.is_plural
    finite = [lemma, *(form for form in groups[0] if form != lemma)]
    if language == "fr":
        pairs = {"PRES": finite[2 if plural else 1], "PAST": finite[4 if plural else 3]}
        pairs |= {"PART": groups[2][0], "INF": lemma}
    else:
        past = finite[2:-1] or finite[:1]
        pairs = {"PRES": finite[0 if plural else 1], "PAST": past[0], "PART": past[-1]}
        pairs |= {"INF": lemma, "ING": finite[-1]}
    auxiliary = {"fr": "avoir", "en": "have"}[language]
    forms = {slot: (form, lemma) for slot, form in pairs.items()}
    return forms | {"AUX": (AUXILIARIES[language][plural], auxiliary)}


@dataclass(frozen=True, slots=True)
class _Item:
    """A word or slot of a frame, and where it comes to stand."""

    slot: str
    governor: int
    "among the items, counted from 1"
    relation: str
    begin: int
    "counted from 1"


_Row = tuple[str, str | None, str | None, int, str | None]  # as the fields of a lesson


def _fill(
    frame: Sequence[str],
    clause: _Part,
    cut: int,
    subject: _Part,
    forms: Mapping[str, tuple[str, str]],
) -> Lesson:
    items = _items(frame, len(subject.words), len(clause.words), cut)
    begin = {item.slot: item.begin for item in items}
    clause_places = _clause_places(items, len(clause.words), cut)
    subject_places = [begin.get("SUBJECT", 0) + number for number in range(len(subject.words))]
    roots = [0]
    for item in items:
        part = {"SUBJECT": (subject, subject_places)}.get(item.slot, (clause, clause_places))
        is_slot = item.slot in ("SUBJECT", *CLAUSES)
        roots.append(part[1][part[0].root - 1] if is_slot else item.begin)
    rows: dict[int, _Row] = {}
    for item in items:
        head = roots[item.governor]
        if item.slot == "SUBJECT":
            rows |= _placed(subject, subject_places, head, item.relation)
        elif item.slot in CLAUSES[:2]:
            rows |= _placed(clause, clause_places, head, item.relation)
        elif item.slot != "REST" and item.begin not in clause_places:
            word, _, own = item.slot.partition("/")
            form, lemma = forms.get(word, (word, own))
            rule = make_rule(form, lemma) if lemma else None
            rows[item.begin] = (form, None, rule, head, item.relation)
    words = [rows[place][0] for place in sorted(rows)]
    tags = [rows[place][1] for place in sorted(rows)]
    for place in (begin.get("SUBJECT"), *clause_places[:1]):
        if place and place > 1 and words[place - 2] not in _OPENERS:
            words[place - 1] = _lower(words[place - 1], tags[place - 1])
    if "que" in begin and words[clause_places[0] - 1][0] in _VOWELS:
        words[begin["que"] - 1] = "qu'"
    if items[0].slot not in CLAUSES:
        words[0] = words[0][:1].upper() + words[0][1:]
    _, _, lemmas, heads, relations = zip(*(rows[place] for place in sorted(rows)), strict=True)
    return Lesson(tuple(words), ("-",) * len(words), tuple(tags), lemmas, heads, relations)


def _items(frame: Sequence[str], subject: int, clause: int, cut: int) -> list[_Item]:
    """Return the items of *frame*, its slots as long as the parts to be put there."""
    sizes = {"SUBJECT": subject, "CLAUSE": clause, "FIRST": cut, "REST": clause - cut - 1}
    items, place = [], 1
    for written in frame:
        slot, _, rest = written.rpartition(">")
        governor, _, relation = rest.partition(":")
        items.append(_Item(slot, int(governor), relation, place))
        place += sizes.get(slot, 1)
    return items


def _clause_places(items: Sequence[_Item], size: int, cut: int) -> list[int]:
    """Return where each word of the clause stands, its inner comma where the frame has one.

    A frame may have none: it shows where a report verb reports nothing.
    """
    slots = [item.slot for item in items]
    if not {*slots} & {*CLAUSES}:
        return []
    if "FIRST" not in slots:
        begin = items[slots.index("CLAUSE")].begin
        return list(range(begin, begin + size))
    first, rest = items[slots.index("FIRST")].begin, items[slots.index("REST")].begin
    comma = items[slots.index(",", slots.index("FIRST"))].begin
    return [*range(first, first + cut), comma, *range(rest, rest + size - cut - 1)]


def _placed(part: _Part, places: Sequence[int], head: int, relation: str) -> dict[int, _Row]:
    """Return the rows of *part* at *places*, hung on *head* by *relation*."""
    return {
        place: (
            part.words[number],
            part.tags[number],
            part.lemmas[number],
            places[inner - 1] if inner else head,
            part.relations[number] if inner else relation,
        )
        for number, (place, inner) in enumerate(zip(places, part.heads, strict=True))
    }


def _lower(word: str, tag: str | None) -> str:
    return (
        word if word == "I" or (tag or "PROPN").startswith("PROPN") else word[0].lower() + word[1:]
    )
