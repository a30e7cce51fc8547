"""The model of a call, from notice 通工发〔2021〕20号: domain.md §2.

These are editable texts, so they are Chinese in the source.
"""

from decimal import Decimal

from ..enums import AwardRule, QuotaScope, UnionKind
from .call_parts import AwardLevel, Criterion, Direction, Quota

DIRECTIONS = (
    "理想信念教育",
    "核心价值观与“四德”建设",
    "党史与“四史”学习教育",
    "我为群众办实事",
    "劳模精神劳动精神工匠精神",
    "产业工人队伍建设改革",
    "法治教育与风险防范",
    "企业文化与人文关怀",
    "特殊群体与新就业形态",
)
CRITERIA = (
    ("真实性", "案例已经发生或正在开展，内容真实，没有虚构。"),
    ("创新性", "形式、内容或方法有新意，解决了实际问题。"),
    ("实效性", "明显改进了实施单位自身的工作。"),
    ("典型性", "别的单位能学、能用、能推广。"),
)
QUOTAS = (
    (UnionKind.COUNTY, 2, 3, QuotaScope.PER_UNION),
    (UnionKind.INDUSTRY, 0, 1, QuotaScope.PER_UNION),
    (UnionKind.GROUP, 0, 1, QuotaScope.PER_UNION),
    (UnionKind.DIRECT, 0, 4, QuotaScope.POOLED),
)
AWARD_LEVELS = (
    ("优秀案例", AwardRule.RATIO, Decimal(30)),
    ("推荐省总工会", AwardRule.RATIO, Decimal(10)),
    ("职工思想政治教育基地", AwardRule.NUMBER, Decimal(2)),
)
ISSUERS = "中共南通市委宣传部\n南通市总工会"


def fill_with_defaults(call) -> None:
    """Give an unsaved CallPage the model call's children where it has none of a kind."""
    if not call.issuing_organisations:
        call.issuing_organisations = ISSUERS
    if not call.directions.count():
        call.directions = [
            Direction(label=label, sort_order=place) for place, label in enumerate(DIRECTIONS)
        ]
    if not call.criteria.count():
        call.criteria = [
            Criterion(name=name, description=text, sort_order=place)
            for place, (name, text) in enumerate(CRITERIA)
        ]
    if not call.quotas.count():
        call.quotas = [
            Quota(kind=kind, minimum=least, maximum=most, scope=scope, sort_order=place)
            for place, (kind, least, most, scope) in enumerate(QUOTAS)
        ]
    if not call.award_levels.count():
        call.award_levels = [
            AwardLevel(name=name, rule=rule, amount=amount, sort_order=place)
            for place, (name, rule, amount) in enumerate(AWARD_LEVELS)
        ]
