"""What stands around an event: times, places, numbers, entities, sources, links; and offsets that never lie."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosswire.base import ChainLink, Entity, EntityMention, Mention, Number, Part, Quote, Report, Time
from crosswire.dissect import LoadedModel, dissect
from crosswire.extract.events import find
from tests.making import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sources.toml").read_text("utf-8"))["case"]


def span(made: Report, words: str) -> tuple[int, int]:
    start = made.text.index(words)
    return start, start + len(words)


def time(made: Report, words: str, day: str, after: str) -> Time:
    start, end = span(made, words)
    return Time(
        id=f"t-{start}",
        report=made.id,
        start=start,
        end=end,
        text=words,
        kind="DATE",
        value=day,
        from_=day,
        to=after,
        precision="day",
        basis="published",
    )


def place(made: Report, words: str, precision: int = 1) -> Entity:
    start, end = span(made, words)
    mention = EntityMention(report=made.id, start=start, end=end, form="name")
    return Entity(id=f"e-{words}", kind="place", name=words, precision=precision, mentions=(mention,))


def only(found: tuple[Mention, ...], kind: str) -> Mention:
    [mention] = [m for m in found if m.type == kind]
    return mention


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_every_row_shows_its_words(model: LoadedModel, case: dict[str, str]) -> None:
    made = report(f"A line before.\n\n{case['text']}\n\nA line after.")
    for mention in find(made, dissect(made, model)):
        assert 0 <= mention.start <= mention.trigger.start < mention.trigger.end <= mention.end <= len(made.text)
        shown = [(mention.trigger.text, mention.trigger.start, mention.trigger.end)]
        shown += [(row.text, row.start, row.end) for row in mention.participants]
        shown += [(row.text, row.start, row.end) for row in mention.attribution]
        assert [text for text, _, _ in shown] == [made.text[start:end] for _, start, end in shown]


def test_a_time_belongs_to_its_own_clause(model: LoadedModel) -> None:
    made = report("The council said on Friday that jets hit the school on Tuesday.")
    times = (time(made, "Friday", "2031-05-09", "2031-05-10"), time(made, "Tuesday", "2031-05-06", "2031-05-07"))
    when = only(find(made, dissect(made, model), (), times), "ATTK").when
    assert when is not None
    assert (when.from_, when.precision, when.basis, when.time) == ("2031-05-06", 1, "weekday", times[1].id)


def test_a_saying_does_not_date_what_is_said(model: LoadedModel) -> None:
    made = report("The council said on Friday that jets hit the school.")
    times = (time(made, "Friday", "2031-05-09", "2031-05-10"),)
    assert only(find(made, dissect(made, model), (), times), "ATTK").when is None


def test_the_last_time_told_goes_on(model: LoadedModel) -> None:
    made = report("Jets hit the school on Tuesday. Rebels attacked the base.")
    times = (time(made, "Tuesday", "2031-05-06", "2031-05-07"),)
    when = find(made, dissect(made, model), (), times)[1].when
    assert when is not None
    assert (when.from_, when.basis) == ("2031-05-06", "narrative")


def carried(model: LoadedModel, text: str) -> dict[str, str | None]:
    """The basis of the day of each event, by its trigger, when "Tuesday" is known."""
    made = report(text)
    found = find(made, dissect(made, model), (), (time(made, "Tuesday", "2031-05-06", "2031-05-07"),))
    return {m.trigger.text: m.when.basis if m.when else None for m in found}


def test_a_noun_taken_for_granted_has_no_neighbours_day(model: LoadedModel) -> None:
    shown = carried(model, "Jets hit the school on Tuesday. The council condemned the killings in Lorsk.")
    assert shown["killings"] is None


def test_a_relative_clause_has_no_neighbours_day(model: LoadedModel) -> None:
    shown = carried(model, "Jets hit the school on Tuesday. Rebels who seized the port in the war fled the town.")
    assert shown["seized"] is None


def test_another_line_of_action_has_no_neighbours_day(model: LoadedModel) -> None:
    shown = carried(model, "Jets hit the school on Tuesday. The ministers met. Koravan said the road was long.")
    assert (shown["met"], shown["said"]) == (None, None)


def test_a_sentence_further_on_has_no_day(model: LoadedModel) -> None:
    shown = carried(model, "Jets hit the school on Tuesday. The town is old. Rebels attacked the base.")
    assert shown["attacked"] is None


def test_a_verb_with_the_same_subject_has_its_day(model: LoadedModel) -> None:
    assert carried(model, "Rebels entered the town on Tuesday and burned the school.")["burned"] == "weekday"


def test_what_is_long_past_is_background(model: LoadedModel) -> None:
    made = report("Jets hit the school in 2013.", published="2031-05-10")
    times = (time(made, "2013", "2013-01-01", "2014-01-01"),)
    assert only(find(made, dissect(made, model), (), times), "ATTK").actuality == "historical"


def test_a_place_and_its_relation(model: LoadedModel) -> None:
    made = report("Jets hit a school near Adel.")
    where = only(find(made, dissect(made, model), (place(made, "Adel"),)), "ATTK").where
    assert where is not None
    assert (where.entity, where.relation, where.precision) == ("e-Adel", "near", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Koravan condemned the attack on the convoy in Adel.",
        "Shells hit a bakery and a school with hundreds of children in Adel.",
        "Air raids shook Adel.",
    ],
)
def test_a_place_is_found_wherever_it_hangs(model: LoadedModel, text: str) -> None:
    made = report(text)
    where = only(find(made, dissect(made, model), (place(made, "Adel"),)), "ATTK").where
    assert where is not None
    assert where.entity == "e-Adel"


def test_a_speakers_seat_is_no_place_of_the_act(model: LoadedModel) -> None:
    made = report("The ministry in Adel said that jets hit a school.")
    assert only(find(made, dissect(made, model), (place(made, "Adel"),)), "ATTK").where is None


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Jets hit the school when the truce ended on Tuesday.", True),
        ("Jets hit the school as soldiers marched in on Tuesday.", True),
        ("Jets hit the school before the truce ended on Tuesday.", False),
    ],
)
def test_the_clause_that_tells_the_moment_dates_what_happened_then(model: LoadedModel, text: str, dated: bool) -> None:
    made = report(text)
    found = find(made, dissect(made, model), (), (time(made, "Tuesday", "2031-05-06", "2031-05-07"),))
    when = only(found, "ATTK").when
    assert (when is not None and when.from_ == "2031-05-06") is dated


def test_what_happened_when(model: LoadedModel) -> None:
    made = report("The war began in 2013, when jets hit the school.", published="2031-05-10")
    times = (time(made, "2013", "2013-01-01", "2014-01-01"),)
    assert only(find(made, dissect(made, model), (), times), "ATTK").actuality == "historical"


def test_a_denial_is_linked_with_what_it_denies(model: LoadedModel) -> None:
    made = report("The army denied any role in the attack.")
    found = find(made, dissect(made, model))
    assert only(found, "STMT").nested == only(found, "ATTK").id


def test_talks_have_a_venue(model: LoadedModel) -> None:
    made = report("The ministers met in Lorsk.")
    where = only(find(made, dissect(made, model), (place(made, "Lorsk"),)), "TALK").where
    assert where is not None
    assert where.relation == "venue"


def test_a_participant_is_the_entity_at_the_head_of_its_phrase(model: LoadedModel) -> None:
    made = report("The Tamber Front attacked the base.")
    start, end = span(made, "Tamber Front")
    front = Entity(
        id="e-front",
        kind="group",
        name="Tamber Front",
        mentions=(EntityMention(report=made.id, start=start, end=end, form="name"),),
    )
    shown = {p.role: (p.text, p.entity) for p in only(find(made, dissect(made, model), (front,)), "ATTK").participants}
    assert shown["perpetrator"] == ("The Tamber Front", "e-front")
    assert shown["target"] == ("the base", None)


def test_numbers_stay_with_their_clause(model: LoadedModel) -> None:
    made = report("A blast killed 12 people, and 40 trucks reached the town.")
    numbers = tuple(
        Number(id=f"n-{words}", report=made.id, start=span(made, words)[0], end=span(made, words)[1], text=words, low=1)
        for words in ("12 people", "40 trucks")
    )
    found = find(made, dissect(made, model), (), (), (), numbers)
    assert [n.text for n in only(found, "ATTK").numbers] == ["12 people"]


def test_inside_a_quotation_its_speaker_is_the_source(model: LoadedModel) -> None:
    made = report('The doctor spoke at noon. "Jets hit the school."')
    start, end = span(made, "Jets hit the school.")
    chain = (ChainLink(text="The doctor", report=made.id, start=0, end=10),)
    quote = Quote(id="q-1", report=made.id, kind="direct", parts=(Part(start=start, end=end),), chain=chain)
    assert only(find(made, dissect(made, model), (), (), (quote,)), "ATTK").attribution == chain


def test_an_accusation_and_its_act_are_two_linked_rows(model: LoadedModel) -> None:
    made = report("Koravan accused the militia of burning the village.")
    found = find(made, dissect(made, model))
    outer, inner = only(found, "ACCU"), only(found, "ATTK")
    assert (outer.nested, inner.about) == (inner.id, outer.id)
    assert (outer.actuality, inner.actuality) == ("happened", "alleged")


def test_one_meeting_is_one_row_with_a_list(model: LoadedModel) -> None:
    made = report("The ministers of Varenne, Lorsk and Adel held talks with the envoy in Port Sarrow.")
    talk = only(find(made, dissect(made, model)), "TALK")
    assert [p.text for p in talk.participants if p.role == "participants"]
    assert all("Port Sarrow" not in p.text for p in talk.participants)


def test_speech_about_an_event_is_only_its_attribution(model: LoadedModel) -> None:
    made = report("The minister said that jets hit the school. The minister said the road was long.")
    assert [m.type for m in find(made, dissect(made, model))] == ["ATTK", "STMT"]


def test_the_order_of_what_others_found_does_not_matter(model: LoadedModel) -> None:
    made = report("The council said on Friday that jets hit the school near Adel on Tuesday.")
    passages = dissect(made, model)
    times = (time(made, "Friday", "2031-05-09", "2031-05-10"), time(made, "Tuesday", "2031-05-06", "2031-05-07"))
    places = (place(made, "Adel"),)
    assert find(made, passages, places, times) == find(made, passages, places[::-1], times[::-1])


def test_no_text_no_events(model: LoadedModel) -> None:
    made = report("***")
    assert find(made, dissect(made, model)) == ()


def person(made: Report, words: str) -> Entity:
    start, end = span(made, words)
    mention = EntityMention(report=made.id, start=start, end=end, form="name")
    return Entity(id=f"e-{words}", kind="person", name=words, mentions=(mention,))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Edric Kell died at 94, his daughter said.", {"STMT"}),
        ("Soldiers with rifles fired mortars at rebels. Edric Kell died at noon, his daughter said.", {"CASL"}),
    ],
)
def test_a_death_is_a_casualty_where_arms_are_spoken_of(model: LoadedModel, text: str, kinds: set[str]) -> None:
    made = report(text)
    found = {m.type for m in find(made, dissect(made, model), (person(made, "Edric Kell"),))}
    assert found & {"CASL"} == kinds & {"CASL"}
