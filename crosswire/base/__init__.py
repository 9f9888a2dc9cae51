"""The nouns of Crosswire: frozen, typed values that every room takes and gives. Imports nothing of ours.

The record's tables are lists of these, and the JSON Schema is generated from them.
"""

from crosswire.base.annotations import (
    Actuality,
    ChainLink,
    Claim,
    Codes,
    Count,
    Entity,
    EntityKind,
    EntityMention,
    Interval,
    Mention,
    Number,
    Part,
    Participant,
    Quote,
    Reading,
    Role,
    Stance,
    Time,
    Trigger,
    When,
    Where,
) 
from crosswire.base.groups import (
    Casualties,
    Copy,
    Event,
    EventLink,
    Grouping,
    Lineage,
    Position,
    Process,
    Step,
    Story,
    Storyline,
    Utterance,
    Variant,
) 
from crosswire.base.ids import digest, row_id
from crosswire.base.record import (
    FORMAT,
    Account,
    BriefItem,
    Disagreement,
    Made,
    Model,
    Record,
    SetAside,
    Side,
    TimelineItem,
    Unread,
) 
from crosswire.base.reports import READ_KINDS, Basis, Block, BlockKind, Completeness, Dated, Page, Report, ReportKind
from crosswire.base.spans import Anchor, Noun, Stated

__all__ = [
    "FORMAT", "READ_KINDS", "Account", "Actuality", "Anchor", "Basis", "Block", "BlockKind", "BriefItem", "Casualties",
    "ChainLink", "Claim", "Codes", "Completeness", "Copy", "Count", "Dated", "Disagreement", "Entity", "EntityKind",
    "EntityMention", "Event", "EventLink", "Grouping", "Interval", "Lineage", "Made", "Mention", "Model", "Noun",
    "Number", "Page", "Part", "Participant", "Position", "Process", "Quote", "Reading", "Record", "Report",
    "ReportKind", "Role", "SetAside", "Side", "Stance", "Stated", "Step", "Story", "Storyline", "Time", "TimelineItem",
    "Trigger", "Unread", "Utterance", "Variant", "When", "Where", "digest", "row_id",
] 
