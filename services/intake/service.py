"""Nameplate of intake: from a worry at school to a filed aanvraag."""

from infra import mail, packages
from infra.service import Service
from services.intake.proces import AANVRAAG, BEWAREN

INTAKE = Service("intake", processes=(AANVRAAG, BEWAREN, *packages.processes("intake")))
mail.attach(INTAKE)
