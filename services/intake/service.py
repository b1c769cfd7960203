"""Nameplate of intake: from a worry at school to a filed aanvraag."""

from infra import mail
from infra.service import Service
from services.intake.proces import AANVRAAG

INTAKE = Service("intake", processes=(AANVRAAG,))
mail.attach(INTAKE)
