"""What the grammar says is said: the complement of a cue, and the stretch of the cue that holds none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.extract.quotes.clauses.subjects import NICKNAME, NOMINAL, SUBJECTS, has_to
from crosswire.extract.quotes.cues import PREPOSITIONS, Verb, nouns, verbs, words
from crosswire.extract.quotes.sheet import TRIM, Sheet, Stretch, place

if TYPE_CHECKING:
    from spacy.tokens import Token

BETWEEN = TRIM + "()[]"
"""What may stand between a speaker and the cue: "Ilse Koravan (Varenne), said"."""
FINITE = ("VBD", "VBZ", "VBP", "VBN")
"""Tags of verbs that make an aside of their own ("…, X says, …"); VBN is how the model misreads some of VBD."""
Edges = tuple["Token", "Token"]

ASIDE = ("aux", "auxpass", "neg", "advmod", "prt", "dative", "dobj", "prep", "npadvmod", "agent", "advcl", "acomp")
"""What may stand with the cue in "…, X said on Monday in Varenne, smiling"."""


def complement(sheet: Sheet, token: Token, children: list[Token], verb: Verb) -> Edges | None:
    """First and last token of what is said, as the verb's group allows."""
    clause = _clause(sheet, token, children, verb) if "clause" in verb.takes else None
    if clause is not None:
        return _from_object(children, clause) if verb.takes & {"of", "for"} else edges(clause)
    for child in children:
        if child.dep_ == "prep" and child.i > token.i and _leads(child, verb):
            return _nominal(sheet, token, children, verb)
        if child.dep_ == "xcomp" and "inf" in verb.takes and has_to(child):
            return edges(child)
        if child.dep_ == "xcomp" and "doing" in verb.takes and child.tag_ == "VBG" and child.i > token.i:
            return edges(child)
    if clause is None and "clause" in verb.takes:
        stray = _stray_clause(sheet, token)
        if stray is not None:
            return edges(stray)
    return _nominal(sheet, token, children, verb)


def undergone(children: list[Token], verb: Verb) -> Edges | None:
    """What a passive with "by" says of its subject: "the raid was condemned by the Council"."""
    if not verb.takes & {"object", "for", "call"}:
        return None
    return next((edges(child) for child in children if child.dep_ == "nsubjpass" and child.pos_ != "PRON"), None)


def _clause(sheet: Sheet, token: Token, children: list[Token], verb: Verb) -> Token | None:
    """The reported clause; of two, the later, unless the earlier stands in marks."""
    found = [child for child in children if child.dep_ == "ccomp" and not _is_bare_object(child)]
    found = [child for child in found if "inf" in verb.takes or not has_to(child)]
    if len(found) > 1 and found[0].i < token.i < found[-1].i and sheet.mark_at(found[0].idx) is None:
        return found[-1]
    return found[0] if found else None


def _stray_clause(sheet: Sheet, token: Token) -> Token | None:
    """A clause with "that" that the parse hung on a noun behind the verb ("told the host Ilse Koravan that …")."""
    for word in sheet.doc[token.i + 1 : token.right_edge.i + 1]:
        if word.lower_ in words("frames", "that") and word.head.dep_ in ("relcl", "acl"):
            noun = word.head.head
            if word.dep_ != "mark" and not _leaves_clause(token, noun):
                continue
            return word.head if noun.lemma_ not in nouns() else None
    return None


def _leaves_clause(token: Token, noun: Token) -> bool:
    """Whether what stands behind a noun is said and tells nothing of the noun: of those spoken to ("warned the rebels
    that …"), or of a channel ("said in a recording that …")."""
    if noun.dep_ == "dobj" and noun.head == token:
        return token.lemma_ in words("around", "telling")
    channel = noun.lemma_.lower() in words("around", "channels")
    return channel and noun.dep_ == "pobj" and noun.head.head == token


def _nominal(sheet: Sheet, token: Token, children: list[Token], verb: Verb) -> Edges | None:
    for child in children:
        if child.dep_ == "prep" and child.i > token.i and _leads(child, verb):
            left, right = _from_object(children, child)
            act = next((later for later in children if later.i > child.i and later.dep_ == "xcomp"), None)
            return left, right if act is None else act.right_edge
    after = [child for child in children if child.i > token.i]
    direct = next((child for child in after if child.dep_ == "dobj"), None)
    if direct is not None and _takes_object(verb, children) and (direct.pos_ != "PRON" or _points_back(direct, verb)):
        return edges(direct)
    return _called(sheet, token, after, direct) if "call" in verb.takes else None


def _points_back(direct: Token, verb: Verb) -> bool:
    """ "Koravan denied it": what is denied was said before."""
    return verb.act == "deny" and direct.lower_ in words("frames", "pointing")


def _leads(preposition: Token, verb: Verb) -> bool:
    """Whether what is said may follow this preposition."""
    word = preposition.lower_
    if word in PREPOSITIONS and word in verb.takes:
        return True
    return f"{word}_doing" in verb.takes and any(child.dep_ == "pcomp" for child in preposition.children)


def _takes_object(verb: Verb, children: list[Token]) -> bool:
    """Whether an object alone is something said: always ("announced a truce"), or where a text says it ("a poll
    shows a fall")."""
    if "object" in verb.takes:
        return True
    direct = next((child for child in children if child.dep_ == "dobj"), None)
    if "idea" in verb.takes and direct is not None and direct.lemma_.lower() in words("frames", "ideas"):
        return True
    texts = words("around", "channels") | words("around", "findings")
    return "finding" in verb.takes and any(
        child.dep_ in SUBJECTS and child.lemma_.lower() in texts for child in children
    )


def _called(sheet: Sheet, token: Token, after: list[Token], direct: Token | None) -> Edges | None:
    """ "(called) the raid a crime": somebody or something with what it is called, or what stands in marks, even far
    behind ("called the raid, as well as those on Sarrow, a “crime”")."""
    named = next((child for child in after if child.dep_ in ("ccomp", "oprd", "xcomp")), None)
    first = direct or named
    if first is None:
        return None
    left, right = first.left_edge, token.right_edge
    if direct is None:
        own = edges(first)
        tails = [child.right_edge for child in after if child.i > first.i and child.dep_ in ("prep", "oprd")]
        tails = [tail for tail in tails if sheet.marks_in(left.idx, place(tail)[1])]
        bare = first.pos_ in NOMINAL and not sheet.marks_in(left.idx, place(own[1])[1])
        return (left, tails[-1]) if tails and bare else own
    marked = sheet.marks_in(left.idx, place(right)[1])
    return (left, right) if named is not None or marked else None


def is_deed(token: Token, children: list[Token], inner: Edges) -> bool:
    """Whether the verb with a mere noun phrase tells what somebody does or may do and not what is said: "a group
    supporting the bill", "to defend the town", "could threaten the truce"."""
    helpers = {child.lower_ for child in children if child.dep_ == "aux"}
    if helpers & words("frames", "ought") or helpers >= words("frames", "unreal"):
        return True
    if any(child.dep_ in ("ccomp", "xcomp") and inner[0].i <= child.i <= inner[1].i for child in children):
        return False
    if token.tag_ == "VBG" and token.lemma_ in words("chain", "citing"):
        return True
    if token.dep_ == "acl" or (has_to(token) and token.head.lemma_ not in verbs()):
        return True
    if any(child.dep_ == "prt" and child.lower_ in words("frames", "turns") for child in children):
        return True
    return bool(helpers & words("frames", "perhaps"))


def edges(token: Token) -> Edges:
    """First and last token of a phrase, without an "and" left dangling at its end."""
    last = token.right_edge
    while last.i > token.i and last.dep_ in ("cc", "punct"):
        last = last.nbor(-1)
    return token.left_edge, last


def _from_object(children: list[Token], last: Token) -> Edges:
    """ "(accused) the army of shelling the market": from the object on."""
    for child in children:
        if child.dep_ == "dobj" and child.i < last.i:
            return child.left_edge, last.right_edge
    return edges(last)


def _is_bare_object(child: Token) -> bool:
    return child.pos_ in ("PROPN", "PRON", "NOUN") and not any(
        below.dep_ in (*SUBJECTS, "cop", "aux") for below in child.children
    )


def aside(sheet: Sheet, token: Token, children: list[Token], inner: Edges | None) -> Stretch:
    """The stretch of cue, speaker and circumstances around the cue that holds no content."""
    beside = [child for child in children if child.dep_ in (*SUBJECTS, *ASIDE)]
    floor = inner[1].i if inner and inner[1].i < token.i else -1
    ceiling = inner[0].i if inner and inner[0].i > token.i else len(sheet.doc)
    first, last = token, token
    for child in beside:
        left, right = edges(child)
        if token.i < left.i and last.i < right.i < ceiling and not _reaches_marks(sheet, token, left, right):
            last = right
    named = False
    for child in reversed(beside):
        left, right = edges(child)
        if child.i > token.i or child.dep_ == "advcl":
            continue
        if named and child.dep_ in SUBJECTS:
            break  # a second subject is that of what is said
        joined = not sheet.text[place(right)[1] : first.idx].strip(BETWEEN)
        if floor < left.i and joined and not _reaches_marks(sheet, token, left, right):
            first = left
            named = named or child.dep_ in SUBJECTS
    return first.idx, place(last)[1]


def _reaches_marks(sheet: Sheet, token: Token, left: Token, right: Token) -> bool:
    """Whether a phrase begins or ends in marks that do not hold the cue, or holds more than a name in marks."""
    around = sheet.mark_at(token.idx)
    return any(
        mark is not around and (mark.open <= left.idx or mark.close >= right.idx or mark.end - mark.start > NICKNAME)
        for mark in sheet.marks_in(left.idx, place(right)[1])
    )


def content(sheet: Sheet, token: Token, inner: Edges | None, beside: Stretch, verb: Verb) -> tuple[Stretch, ...]:
    """The stretches of what is said, marks and all; empty where only neighbouring marks can tell."""
    start, end = sheet.sentence(token)
    if inner is not None:
        left, right = inner[0].idx, place(inner[1])[1]
        if inner[0].i > token.i:
            return (*_interrupted(sheet, token, left), sheet.trim(left, right))
        whole = token.dep_ == "ROOT" and not _has_early_part(token, inner)
        before = sheet.trim(start if whole else left, beside[0])
        return (before, sheet.trim(beside[1], right)) if inner[1].i > token.i else (before,)
    if "aside" not in verb.takes or token.tag_ not in FINITE:
        return ()
    if token.dep_ in ("parataxis", "advcl", "ccomp", "dep") and _is_parenthesis(sheet, token, beside):
        return tuple(part for part in (sheet.trim(start, beside[0]), sheet.trim(beside[1], end)) if part[0] < part[1])
    if _ends_sentence(sheet, beside, (start, end)):
        return (sheet.trim(start, beside[0]),)
    return ()


def _interrupted(sheet: Sheet, token: Token, rest: int) -> tuple[Stretch, ...]:
    """What the cue interrupts where the parse left it hanging: "The envoys, | Koravan said on Monday, | had parted"."""
    early = next((child for child in token.children if child.dep_ == "dep" and child.i < token.i), None)
    if early is None or early.pos_ not in NOMINAL or not sheet.text[:rest].rstrip().endswith(","):
        return ()
    left, right = edges(early)
    return (sheet.trim(left.idx, place(right)[1]),) if sheet.doc[right.i + 1].text == "," else ()


def _has_early_part(token: Token, inner: Edges) -> bool:
    """Whether something other than content stands before it: "Asked about it, “no,” he said"."""
    return any(child.i < inner[0].i and child.dep_ in (*SUBJECTS, "advcl") for child in token.children)


def _is_parenthesis(sheet: Sheet, token: Token, beside: Stretch) -> bool:
    if token.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ in words("frames", "as") for child in token.children)
    before = sheet.text[max(0, beside[0] - 2) : beside[0]]
    return "," in before or "—" in before or "–" in before


def _ends_sentence(sheet: Sheet, beside: Stretch, sentence: Stretch) -> bool:
    """Whether ", X said." closes the sentence, after at least three words."""
    before = sheet.text[sentence[0] : beside[0]].rstrip()
    return before.endswith(",") and before.count(" ") >= 2 and sheet.only_stops(beside[1], sentence[1])


def cue_span(token: Token, children: list[Token]) -> Stretch:
    """The verb with its helping verbs, negation and particle, where they touch."""
    first, last = token, token
    for child in reversed(children):
        if child.i < token.i and child.dep_ in ("aux", "auxpass", "neg") and child.i >= first.i - 1:
            first = child
    for child in children:
        if child.dep_ == "prt" and child.i == last.i + 1:
            last = child
    return first.idx, place(last)[1]
