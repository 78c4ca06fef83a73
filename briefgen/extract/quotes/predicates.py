"""Report verbs of a document, each with its words, its frames and the head of its source.

A predicate is found on the dependency tree: a verb of the lexicon (with the words that make it
a report verb, if any), its auxiliaries, and the nearest subject: its own, that of the verb it
is coordinated with or depends on, the antecedent of its relative pronoun, the noun that its
participle modifies, or the agent of its passive.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from briefgen.extract.quotes.lexicon import Frame, ReportVerb
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.model import NameType, Span, Token

MAX_LOOK_BACK = 200  # tokens to a subject that the tree does not give
MAX_REPORTS = 40  # report verbs read in one passage; prose has fewer, floods end there
MAX_CLIMB = 6  # governors between a verb and the one that has its subject


@dataclass(frozen=True, slots=True)
class Predicate:
    """A report verb in its place."""

    verb: int
    first: int
    last: int
    "tokens of the cue, half-open"
    frames: frozenset[Frame]
    source: int | None
    "head token of the source; None if the sentence has none"
    is_trusted: bool
    "reports whatever its source is, or its source can speak"
    is_finite: bool
    is_negated: bool
    is_passive: bool
    source_follows: bool
    "the subject stands after the verb, as in an incise"

    def cue(self, reading: Reading) -> Span:
        """Return the cue's place in the text."""
        return Span(reading.tokens[self.first].start, reading.tokens[self.last - 1].end)


def find_predicates(reading: Reading) -> tuple[Predicate, ...]:
    """Return the report verbs of the document in text order, MAX_REPORTS a passage."""
    found = []
    seen: Counter[int] = Counter()
    for token in reading.tokens:
        if reading.word(token.index) in reading.lexicon.forms and _is_verb(reading, token):
            passage = reading.passage_of[token.index]
            seen[passage] += 1
            if seen[passage] > MAX_REPORTS:
                continue
            predicate = _predicate(reading, token)
            if predicate is not None:
                found.append(predicate)
    return tuple(_with_parallel_sources(reading, found))


def _with_parallel_sources(reading: Reading, found: list[Predicate]) -> list[Predicate]:
    """Give a coordinated verb the source of the report verb that it runs parallel to.

    The parser often joins it to the reported verb instead: "X said that Y was and has shown".
    Parallel verbs have the same tense and auxiliary; the verb it was joined to has another.
    """
    result: list[Predicate] = []
    for predicate in found:
        parallel = _parallel(reading, predicate, result[-4:])
        if parallel is None:
            parallel = _governing_report(reading, predicate, result[-4:])
        if parallel is not None:
            trusted = predicate.is_trusted or parallel.is_trusted
            predicate = replace(predicate, source=parallel.source, is_trusted=trusted)  # noqa: PLW2901
        result.append(predicate)
    return result


def _parallel(reading: Reading, predicate: Predicate, before: list[Predicate]) -> Predicate | None:
    token = reading.tokens[predicate.verb]
    if token.dep != "conj" or _own_subject(reading, token.index) is not None:
        return None
    tense = _tense(reading, token.index)
    if _tense(reading, token.head) == tense:
        return None
    here = reading.passage_of[token.index]
    return next(
        (
            earlier
            for earlier in reversed(before)
            if earlier.verb < token.head
            and reading.passage_of[earlier.verb] == here
            and _tense(reading, earlier.verb) == tense
        ),
        None,
    )


def _governing_report(
    reading: Reading, predicate: Predicate, before: list[Predicate]
) -> Predicate | None:
    """Return the report that a participle goes on with: "said that A, adding that B"."""
    token = reading.tokens[predicate.verb]
    if predicate.is_finite or predicate.is_trusted or token.morph.get("VerbForm") == "Inf":
        return None
    if not token.dep.startswith(("advcl", "acl", "conj")) or predicate.is_passive:
        return None
    here = reading.passage_of[token.index]
    return next(
        (
            earlier
            for earlier in reversed(before)
            if earlier.is_finite
            and earlier.is_trusted
            and earlier.source is not None
            and reading.passage_of[earlier.verb] == here
        ),
        None,
    )


def _tense(reading: Reading, verb: int) -> tuple[str, str]:
    token = reading.tokens[verb]
    first, _ = _group_start(reading, token)
    auxiliary = reading.tokens[first] if first < verb else token
    return token.morph.get("Tense", ""), auxiliary.morph.get("Tense", "")


def _is_verb(reading: Reading, token: Token) -> bool:
    """Tell whether a form of a report verb is one here, also where the tagger takes it for a noun.

    It is after an auxiliary, and between a quotation and a noun phrase.
    """
    if _begins_phrase(reading, token.index):
        return True
    if token.pos in {"VERB", "AUX"}:
        return not token.dep.startswith("aux")
    if token.pos not in {"NOUN", "ADJ", "PROPN", "X"}:
        return False
    if any(reading.tokens[c].dep.startswith("nsubj") for c in token.children):
        return not any(reading.tokens[c].dep == "cop" for c in token.children)
    if reading.lexicon.has("complementizers", reading.word(token.index + 1)):
        return reading.tokens[token.index - 1].pos != "DET"
    before = token.index - 1
    while before >= 0 and reading.tokens[before].pos == "ADV":
        before -= 1
    if before < 0 or not reading.is_free(token.index):
        return False
    if reading.lexicon.has("auxiliaries", reading.word(before)):
        return True
    if reading.word(before) == "," and before > 0:
        before -= 1
    follows = token.index + 1 < len(reading.tokens) and (
        reading.tokens[token.index + 1].pos in {"DET", "PROPN", "PRON"}
    )
    return follows and not reading.is_free(before)


def _begins_phrase(reading: Reading, index: int) -> bool:
    """Tell whether the words that make a verb a report verb follow it."""
    return any(
        verb.words and _words_end(reading, index, verb.words) is not None
        for name in reading.lexicon.forms[reading.word(index)]
        for verb in reading.lexicon.verbs.get(name, ())
    )


def _predicate(reading: Reading, token: Token) -> Predicate | None:
    first, reflexive = _group_start(reading, token)
    entry, last = _entry(reading, token, reflexive=reflexive)
    if entry is None:
        return None
    passive = _is_passive(reading, token, first)
    source = _agent(reading, token.index) if passive else _source(reading, token, first, last)
    trusted = entry.any_subject or (source is not None and can_speak(reading, source))
    return Predicate(
        verb=token.index,
        first=first,
        last=last,
        frames=entry.frames,
        source=source,
        is_trusted=trusted,
        is_finite=_is_finite(reading, token, first),
        is_negated=_is_negated(reading, token, first),
        is_passive=passive,
        source_follows=source is not None and source > first,
    )


def _group_start(reading: Reading, token: Token) -> tuple[int, bool]:
    """Return the first token of the verb group, and whether a reflexive pronoun is in it.

    The group is read leftwards on the surface: auxiliaries, with adverbs and inverted pronouns
    between, and a phrase between them when the tree says whose auxiliary it is.
    """
    first, reflexive = token.index, False
    lexicon = reading.lexicon
    for child in token.children:
        is_near = token.index - 8 <= child < first
        if is_near and reading.tokens[child].dep.startswith("aux"):
            first = child if reading.is_free(child) == reading.is_free(token.index) else first
    k = first - 1
    while k >= 0 and reading.is_free(k) == reading.is_free(token.index) and first - k <= 4:
        if lexicon.has("auxiliaries", reading.word(k)):
            first = k
        elif lexicon.has("reflexives", reading.word(k)):
            reflexive = True
            first = k
            break
        elif reading.tokens[k].pos != "ADV" and not is_clitic_subject(reading, k):
            break
        k -= 1
    if first == token.index:
        first = _auxiliary_over_phrase(reading, token.index)
    return first, reflexive


def _auxiliary_over_phrase(reading: Reading, verb: int) -> int:
    """Return the auxiliary that a phrase like ``de son côté`` parts from its participle."""
    for words in reading.lexicon.inserted.get(reading.word(verb - 1), ()):
        start = verb - len(words)
        is_there = all(reading.word(start + n) == word for n, word in enumerate(words))
        if start > 0 and is_there and reading.lexicon.has("auxiliaries", reading.word(start - 1)):
            return start - 1
    return verb


def _entry(reading: Reading, token: Token, *, reflexive: bool) -> tuple[ReportVerb | None, int]:
    """Return the lexicon's verb for *token* and where its words end."""
    lexicon = reading.lexicon
    lemmas = lexicon.forms[reading.word(token.index)]
    lemma = token.lemma.lower()
    for name in sorted(lemmas, key=lambda name: name != lemma):
        if reflexive and name in lexicon.reflexives:
            return lexicon.reflexives[name], token.index + 1
        for verb in lexicon.verbs.get(name, ()):
            last = _words_end(reading, token.index, verb.words)
            if last is not None:
                return verb, last
    return None, token.index


def _words_end(reading: Reading, index: int, words: tuple[str, ...]) -> int | None:
    """Return where *words* end when they follow *index*, with at most two words between."""
    if not words:
        return index + 1
    for start in range(index + 1, index + 4):
        for n, word in enumerate(words):
            if reading.word(start + n) != word and not (
                word == "de" and reading.word(start + n) in {"d'", "du", "des"}
            ):
                break
        else:
            return start + len(words)
    return None


def _is_finite(reading: Reading, token: Token, first: int) -> bool:
    return token.morph.get("VerbForm") == "Fin" or (
        first < token.index
        and any(reading.tokens[k].morph.get("VerbForm") == "Fin" for k in range(first, token.index))
    )


def _is_negated(reading: Reading, token: Token, first: int) -> bool:
    return any(
        reading.lexicon.has("negations", reading.word(k))
        for k in (*token.children, first - 1, first - 2)
        if 0 <= k < token.index and reading.tokens[k].sentence == token.sentence
    )


def _is_passive(reading: Reading, token: Token, first: int) -> bool:
    if first < token.index and reading.lexicon.has("active_auxiliaries", reading.word(first)):
        return any(
            reading.lexicon.has("passive_participles", reading.word(k))
            for k in range(first, token.index)
        )
    if any(reading.tokens[c].dep == "aux:pass" for c in token.children):
        return not any(reading.lexicon.has("reflexives", reading.word(c)) for c in token.children)
    is_participle = token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") != "Pres"
    if any(reading.tokens[c].dep == "nsubj" for c in token.children) or token.dep == "root":
        return False  # a past tense that looks like a participle
    if _is_main_verb(reading, token):
        return False
    return (
        is_participle
        and token.dep != "conj"
        and not any(reading.tokens[c].dep.startswith("aux") for c in token.children)
        and not reading.lexicon.has("auxiliaries", reading.word(token.index - 1))
    )


def _is_main_verb(reading: Reading, token: Token) -> bool:
    """Tell whether a past tense was taken for a participle: the sentence has no other verb."""
    if not reading.lexicon.has("past_is_participle", "yes") or token.dep != "acl":
        return False
    passage = reading.passages[reading.passage_of[token.index]]
    return reading.tokens[token.head].dep == "root" and not any(
        t.morph.get("VerbForm") == "Fin" and reading.is_free(t.index)
        for t in reading.tokens[passage.first : passage.last][:MAX_LOOK_BACK]
    )


def _agent(reading: Reading, verb: int) -> int | None:
    for child in reading.tokens[verb].children:
        other = reading.tokens[child]
        if other.dep == "obl:agent" and child > verb:
            return child
        if other.dep.startswith("obl") and child > verb:
            case = next((c for c in other.children if reading.tokens[c].dep == "case"), None)
            if case is not None and reading.lexicon.has("agent_markers", reading.word(case)):
                return child
    return None


def _source(reading: Reading, token: Token, first: int, last: int) -> int | None:
    """Return the subject on the tree, or for a verb beside a quotation the noun phrase after it.

    The parser knows nothing of marks: source and verb stand on the same side of them.
    """
    clitic = next((k for k in range(first + 1, last + 1) if is_clitic_subject(reading, k)), None)
    if clitic is not None:
        return clitic
    found = _subject(reading, token)
    if found is not None and (
        _is_loose(reading, token, first, found)
        or (first < token.index and found == token.head and token.dep in {"acl", "amod"})
    ):
        found = None
    for k in (first, last - 1):
        if found is None and k != token.index:
            found = _own_subject(reading, k)
    if found is not None and not _is_beside(reading, found, token.index):
        found = None
    border = first - 1
    while border > 0 and reading.tokens[border].pos == "PRON" and reading.is_free(border):
        border -= 1
    is_apart = reading.word(border) == "," or reading.within[border] != reading.within[token.index]
    after = _noun_after(reading, token.index, last) if first > 0 and is_apart else None
    if found is None:
        return after if after is not None else _noun_before(reading, token, first)
    if after is not None and found < first and _is_incise(reading, token, first, found, after):
        return after
    return _agreeing(reading, token, first, found)


def _is_beside(reading: Reading, subject: int, verb: int) -> bool:
    """Tell whether both stand in one passage, and in the same marks or none."""
    return (
        reading.within[subject] == reading.within[verb]
        and reading.passage_of[subject] == reading.passage_of[verb]
    )


def _agreeing(reading: Reading, token: Token, first: int, found: int) -> int:
    """Of a coordinated subject give the last part when the verb is in the singular.

    "X évoquent A et B demande": the parser makes B an object of the first verb.
    """
    tokens = reading.tokens
    number = tokens[first].morph.get("Number") or token.morph.get("Number")
    if number != "Sing" or found > first:
        return found
    adjacent = _adjacent(reading, first)
    if adjacent is None or adjacent <= found or not can_speak(reading, adjacent):
        return found
    return adjacent if tokens[adjacent].dep == "conj" else found


def _is_loose(reading: Reading, token: Token, first: int, noun: int) -> bool:
    """Tell whether a participle after a comma belongs to the clause, not to the noun before."""
    if not token.dep.startswith("acl") or token.head != noun:
        return False
    if reading.word(first - 1) == ",":
        return not can_speak(reading, noun)
    passage = reading.passages[reading.passage_of[noun]]
    has_case = any(reading.tokens[c].dep == "case" for c in reading.tokens[noun].children)
    return has_case and any(
        reading.tokens[k].morph.get("VerbForm") == "Fin" and reading.is_free(k)
        for k in range(max(passage.first, noun - MAX_LOOK_BACK), noun)
    )


def _is_incise(reading: Reading, token: Token, first: int, subject: int, after: int) -> bool:
    """Tell whether a verb after a comma has its subject behind it, against the tree.

    The subject that the tree gives has a finite verb of its own before the comma, and the noun
    after the verb can speak and opens the phrase.
    """
    own = any(reading.tokens[c].dep == "cop" for c in reading.tokens[subject].children) or any(
        reading.tokens[k].morph.get("VerbForm") == "Fin" and reading.is_free(k)
        for k in range(subject + 1, first)
    )
    return own and can_speak(reading, after) and token.morph.get("VerbForm") != "Inf"


def _noun_before(reading: Reading, token: Token, first: int) -> int | None:
    """Return the subject of the main clause before a verb that the tree gives none."""
    is_finite = _is_finite(reading, token, first)
    adjacent = _adjacent(reading, first) if is_finite else None
    if adjacent is not None:
        return adjacent
    passage = reading.passages[reading.passage_of[token.index]]
    subjects = [
        k
        for k in range(max(passage.first, first - MAX_LOOK_BACK), first)
        if reading.is_free(k) and reading.tokens[k].dep.startswith("nsubj")
    ]
    if not subjects:
        return _name_before(reading, passage.first, first) if is_finite else None
    if token.morph.get("VerbForm") == "Fin" and reading.tokens[first - 1].pos not in {
        "CCONJ",
        "PUNCT",
    }:
        chosen = subjects[-1]
    else:
        main = [k for k in subjects if reading.tokens[reading.tokens[k].head].dep == "root"]
        chosen = (main or subjects)[0]
    return _antecedent(reading, chosen, reading.tokens[chosen].head)


def is_clitic_subject(reading: Reading, index: int) -> bool:
    """Tell whether a token is the pronoun of an inversion: ``-t-il``."""
    return reading.word(index).startswith("-") and bare_pronoun(reading, index) in (
        reading.lexicon.words.get("clitic_subjects", ())
    )


def bare_pronoun(reading: Reading, index: int) -> str:
    """Return a pronoun without the hyphens of an inversion."""
    return reading.word(index).removeprefix("-").removeprefix("t-").removeprefix("t'")


def _name_before(reading: Reading, floor: int, first: int) -> int | None:
    """Return the last name before the verb that no preposition governs, persons first."""
    free = [
        name
        for name in reading.names_from(first)
        if floor <= name.first
        and name.last <= first
        and reading.is_free(name.first)
        and not (name.first and reading.tokens[name.first - 1].pos in {"ADP", "DET"})
    ]
    persons = [name for name in free if name.type is NameType.PER]
    return (persons or free)[-1].first if free else None


def _adjacent(reading: Reading, first: int) -> int | None:
    """Return the head of the noun phrase that ends where the verb group begins."""
    tokens = reading.tokens
    k = first - 1
    while k > 0 and (
        tokens[k].pos in {"ADV", "PART"} or reading.lexicon.has("negations", reading.word(k))
    ):
        k -= 1
    if k < 0 or not reading.is_free(k) or tokens[k].pos not in {"NOUN", "PROPN", "ADJ", "PRON"}:
        return None
    if tokens[k].pos == "PRON":
        return _antecedent(reading, k, first)
    for _ in range(5):
        head = tokens[k].head
        has_case = any(tokens[c].dep == "case" for c in tokens[k].children)
        if any(tokens[j].text == "," for j in range(head, k)):
            return None if has_case else k
        if (
            head < k
            and head >= first - 15
            and tokens[head].pos in {"NOUN", "PROPN"}
            and (has_case or tokens[k].dep.startswith(("flat", "appos", "amod", "nmod")))
        ):
            k = head
        else:
            return None if has_case or tokens[k].pos == "ADJ" else k
    return None


def _noun_after(reading: Reading, verb: int, index: int) -> int | None:
    """Return the head of the first noun phrase from *index* on that no preposition governs."""
    tokens = reading.tokens
    governed = False
    fallback = None
    for k in range(index, min(index + 14, len(tokens))):
        token = tokens[k]
        if reading.within[k] != reading.within[verb] or (
            token.pos == "PUNCT" and token.text != "-"
        ):
            break
        if token.pos in {"VERB", "AUX"} and token.morph.get("VerbForm") != "Part":
            break
        if token.pos == "ADP":
            governed = True
        elif token.pos == "DET":
            governed = governed and tokens[k - 1].pos == "ADP"
        elif token.pos in {"NOUN", "PROPN", "PRON"}:
            is_governed = any(tokens[c].dep == "case" and c >= index for c in token.children) or (
                governed and tokens[k - 1].pos in {"ADP", "DET"}
            )
            if token.head == verb and not is_governed:
                return k
            if fallback is None and not is_governed:
                fallback = k
            governed = False
    return fallback


def _subject(reading: Reading, token: Token) -> int | None:
    index = token.index
    for _ in range(MAX_CLIMB):
        own = _own_subject(reading, index)
        if own is not None:
            return _antecedent(reading, own, index)
        token = reading.tokens[index]
        if token.dep in {"acl", "amod"} and reading.tokens[token.head].pos in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            return token.head
        if token.dep.split(":")[0] not in {"conj", "xcomp", "advcl", "acl", "parataxis", "ccomp"}:
            return None
        if token.dep == "ccomp" and _is_finite(reading, token, _group_start(reading, token)[0]):
            return None
        if token.head == index:
            return None
        index = token.head
    return None


def _own_subject(reading: Reading, index: int) -> int | None:
    clitic = None
    for child in reading.tokens[index].children:
        dep = reading.tokens[child].dep
        is_object = child < index and reading.lexicon.has("object_clitics", reading.word(child))
        if dep.startswith("nsubj") and not (is_object and reading.tokens[child].pos == "PRON"):
            return child
        if dep == "expl:subj":
            clitic = child
    return clitic


def _antecedent(reading: Reading, subject: int, verb: int) -> int | None:
    """Return the noun behind a relative pronoun; any other subject is itself."""
    if not reading.lexicon.has("relatives", reading.word(subject)):
        return subject
    token = reading.tokens[verb]
    for _ in range(MAX_CLIMB):
        if token.dep.startswith("acl"):
            return _head_of_apposition(reading, token.head, subject)
        if token.dep != "conj" or token.head == token.index:
            break
        token = reading.tokens[token.head]
    before = subject - 1
    while before >= 0 and reading.tokens[before].pos in {"PUNCT", "ADP"}:
        before -= 1
    if before < 0 or reading.tokens[before].pos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    return _head_of_apposition(reading, before, subject)


def _head_of_apposition(reading: Reading, noun: int, pronoun: int) -> int:
    """Return the name that the noun before a relative pronoun describes, else the noun."""
    tokens = reading.tokens
    if reading.word(pronoun - 1) != ",":
        return noun
    for _ in range(3):
        if tokens[noun].dep != "appos":
            break
        noun = tokens[noun].head
    return noun
