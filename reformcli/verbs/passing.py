"""Who passes a stage, as its rule says."""

from reformcli.errors import NotPossible
from reformcli.i18n import _
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner
from reformcli.model.tree import Parents, upwards
from reformcli.rulebook import StageRule
from reformcli.rulebook.sections import BY
from reformcli.verbs.stages import Staged, stage_words


def must_pass(rule: StageRule, thing: Staged, by: Owner | None, parents: Parents, office: int | None) -> int | None:
    """Who passes a stage, as its rule says: `by` where it is named, else the thing's owner or the office.

    Raises NotPossible where a group or a leader is to be named and is not, where the raiser is not known, or where the
    owner of a thing would pass for somebody else; the office may own it itself.
    """
    raiser, helpers = (thing.raised_by, thing.supporting) if isinstance(thing, Matter) else (None, ())
    if rule.by == "raiser" and raiser is None:
        raise NotPossible(
            _("Nobody is known to have raised {ref}.", ref=ref_of(thing)),
            hint=_("Say who did with `reform edit {ref} --raised-by NAME`.", ref=ref_of(thing)),
        )
    if by is None:
        if rule.by in ("group", "leader"):
            raise NotPossible(
                _(
                    "The stage {stage} is passed by {who}, who must be named.",
                    stage=stage_words(rule.key),
                    who=_(BY[rule.by]),
                ),
                hint=_("Give --by NAME."),
            )
        return {"owner": thing.owner, "raiser": raiser}.get(rule.by, office)
    is_owner = thing.owner is not None and thing.owner in upwards(by.number, parents)
    is_raiser = raiser is not None and raiser in upwards(by.number, parents)
    fits = {
        "owner": is_owner or by.number in helpers,
        "raiser": is_raiser,
        "group": by.kind == "group",
        "leader": by.kind == "leader",
        "office": not is_owner or by.number == office,
    }[rule.by]
    if not fits or (is_owner and rule.by in ("group", "leader") and by.number != office):
        raise NotPossible(
            _(
                "{name} cannot pass {stage}, which is for {who}.",
                name=by.name,
                stage=stage_words(rule.key),
                who=_(BY[rule.by]),
            ),
            hint=_("Name somebody else with --by."),
        )
    return by.number
