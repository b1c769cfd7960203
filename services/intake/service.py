"""Nameplate of intake: from a worry at school to a filed aanvraag."""

from infra import mail, packages
from infra.service import Service
from services.intake import delivery
from services.intake.proces import AANVRAAG, BEWAREN, NOODTOEGANG

INTAKE = Service("intake", processes=(AANVRAAG, BEWAREN, NOODTOEGANG, *packages.processes("intake")))
mail.attach(INTAKE, geweigerd=delivery.geweigerd)
