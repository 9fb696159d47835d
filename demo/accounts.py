"""The demo's accounts. Their password is published, so production refuses to start with them."""

from dataclasses import dataclass

from organisation.models import User
from organisation.roles import Role

PASSWORD = "plumb-line-demo-2023"  # noqa: S105 - published on purpose
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Account:
    """Who signs in: the role, and the staff record or service area that makes rows theirs."""

    address: str
    name: str
    role: Role
    staff_id: str = ""
    service_area: str = ""

    @property
    def email(self) -> str:
        """What is typed to sign in."""
        return f"{self.address}@{DOMAIN}"


ACCOUNTS = (
    Account("manager", "", Role.PRACTICE_MANAGER, staff_id="PM001"),
    Account("manager2", "", Role.PRACTICE_MANAGER, staff_id="PM002"),
    Account("qa", "Quinn Mockford", Role.QA),
    Account("qa2", "Ali Inventon", Role.QA),
    Account("head", "Harper Placeholder", Role.HEAD_OF_SERVICE, service_area="SWF"),
    Account("lead", "Lee Notreal", Role.SERVICE_LEAD, service_area="BIT"),
    Account("head2", "Blair Mockford", Role.HEAD_OF_SERVICE, service_area="PTC"),
    Account("lead2", "Cam Placeholder", Role.SERVICE_LEAD, service_area="C&FF"),
    Account("performance", "Perry Exemplar", Role.PERFORMANCE),
    Account("scrutiny", "Skye Fictional", Role.SCRUTINY),
    Account("panel", "Pat Imaginary", Role.PANEL),
    Account("admin", "Adi Samplewell", Role.ADMINISTRATOR),
)


def lines() -> list[str]:
    """What the server prints when it starts, if the demo is loaded."""
    if not User.objects.demonstration().exists():
        return []
    listed = [f"  {account.email:<28} {account.role.label}" for account in ACCOUNTS]
    return [f"The demo's accounts, all with the password {PASSWORD}", *listed]
