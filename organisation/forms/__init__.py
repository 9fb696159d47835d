from organisation.forms.base import ConfirmForm, EndForm, SeenForm
from organisation.forms.places import ServiceAreaNew, ServiceAreaRename, TeamChange, TeamNew
from organisation.forms.reorganising import MergeForm, MoveForm, SplitForm

__all__ = [
    "ConfirmForm",
    "EndForm",
    "MergeForm",
    "MoveForm",
    "SeenForm",
    "ServiceAreaNew",
    "ServiceAreaRename",
    "SplitForm",
    "TeamChange",
    "TeamNew",
]
