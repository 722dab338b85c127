"""One noun a file."""

from claims.models.actor import Actor, ActorAlias, ActorKind, Lookalike, ProposalState, Relation, RelationKind
from claims.models.actor_move import ActorMove, MoveKind
from claims.models.bulk import Bulk, BulkAction, BulkItem, Outcome
from claims.models.case import Case, CaseNote, CaseStory
from claims.models.claim import Claim, ClaimEventDate, ClaimPlace, ClaimRelay, ClaimState, Kind
from claims.models.comment import Comment, CommentVersion
from claims.models.event import Event
from claims.models.evidence import (
    Aspect,
    Capture,
    CapturedText,
    CheckOutcome,
    Evidence,
    EvidenceCheck,
    EvidenceWithdrawal,
    Stance,
)
from claims.models.figures import Figures
from claims.models.notice import Notice, NoticeKind
from claims.models.place import Place, PlaceAlias
from claims.models.queue import QueueEntry
from claims.models.saved_search import SavedSearch, SearchSeen
from claims.models.scale import Rating, Scale
from claims.models.source import COUNTING_STATES, Reliability, Source, SourceState
from claims.models.story import Story
from claims.models.tag import ClaimTag, Tag
from claims.models.verdict import TAKES_BASIS, Step, Verdict, VerdictBasis, VerdictState, VerdictStep

__all__ = [
    "COUNTING_STATES",
    "TAKES_BASIS",
    "Actor",
    "ActorAlias",
    "ActorKind",
    "ActorMove",
    "Aspect",
    "Bulk",
    "BulkAction",
    "BulkItem",
    "Capture",
    "CapturedText",
    "Case",
    "CaseNote",
    "CaseStory",
    "CheckOutcome",
    "Claim",
    "ClaimEventDate",
    "ClaimPlace",
    "ClaimRelay",
    "ClaimState",
    "ClaimTag",
    "Comment",
    "CommentVersion",
    "Event",
    "Evidence",
    "EvidenceCheck",
    "EvidenceWithdrawal",
    "Figures",
    "Kind",
    "Lookalike",
    "MoveKind",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Place",
    "PlaceAlias",
    "ProposalState",
    "QueueEntry",
    "Rating",
    "Relation",
    "RelationKind",
    "Reliability",
    "SavedSearch",
    "Scale",
    "SearchSeen",
    "Source",
    "SourceState",
    "Stance",
    "Step",
    "Story",
    "Tag",
    "Verdict",
    "VerdictBasis",
    "VerdictState",
    "VerdictStep",
]
