"""Pages of an invented outlet on matters that have nothing in common, with what it prints on each of them."""

from __future__ import annotations

SLOGAN = "Boats, markets and weather: the whole of the lake in one place, every evening at six."
ASK = "The newsroom would love to hear from you: send what you see on the lake to the harbour desk."
BACKGROUND = "The war has killed more than 10,000 people since Tamber invaded Varenne in 2019, the Red Lantern says."

MATTERS = {
    "talks": (
        "Talks on Kelm break down",
        "Envoys of Varenne and Tamber left Port Sarrow on Tuesday without an agreement on the town of Kelm.",
        "Foreign Minister Ilse Koravan of Varenne said the other side had asked for the whole of the harbour.",
        "A second meeting will be held in April, an official of the Red Lantern told reporters in the hotel.",
    ),
    "shelling": (
        "Shells hit market in Dremmel",
        "At least four people were killed in Dremmel on Wednesday when shells fell on the market, the mayor said.",
        "The army of Tamber denied that it had fired on the town and blamed a militia from Varenne for the attack.",
        "Two of the dead were children, a doctor at the hospital of Dremmel said in the afternoon.",
    ),
    "grain": (
        "Grain ships sail from Varenne",
        "Three ships with grain left the harbour of Lindre in Varenne on Thursday, the port authority announced.",
        "They are the first to sail since the blockade by Tamber was lifted under the agreement of March.",
        "The grain is bound for two islands in the south, where bread had become scarce during the winter.",
    ),
    "budget": (
        "Council of Olm agrees on budget",
        "The council of Olm agreed on Friday to spend less on roads and more on its two schools this year.",
        "Mayor Lio Marsh had threatened to resign if the council refused the plan for the second time.",
        "Nobody spoke against the plan, and the session was over before noon, the town clerk reported.",
    ),
    "bridge": (
        "Bridge over the Merrow closed",
        "The old bridge over the river Merrow was closed on Monday after an engineer found cracks in two piers.",
        "Drivers have to cross at Corvin, which takes half an hour longer, the road office warned on its board.",
        "Work on a new bridge was planned for next year and could now begin in autumn, the office said.",
    ),
}


def page(name: str, *, day: int = 3, extra: str = "", outlet: str = "Lakeland Courier", noted: bool = True) -> str:
    """A page as scraped: the matter, then `extra`, then what the outlet puts on its pages where `noted`."""
    title, *paragraphs = MATTERS[name]
    first, *rest = paragraphs
    lines = ["Home", title, "By Vera Munt", f"{day} March 2021", first]
    lines += [ASK] if noted else []
    lines += [*rest, *([extra] if extra else []), *([SLOGAN] if noted else [])]
    return "\n\n".join([*lines, f"© 2021 {outlet}. All rights reserved."]) + "\n"
