"""Door 3 of netwerk: e-mails about somebody's account."""

from infra import mail
from services.netwerk import moving  # noqa: F401  hangs in the same door
from services.netwerk.logbook import werkt_hier
from services.netwerk.service import NETWERK

mail.attach(NETWERK, werkt_hier)
