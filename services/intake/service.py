"""Nameplate of intake: from a worry at school to a filed aanvraag."""

from infra import mail
from infra.service import Service
from services.intake.proces import AANVRAAG, BEWAREN

INTAKE = Service("intake", processes=(AANVRAAG, BEWAREN))
mail.attach(INTAKE)
