"""What one samenwerkingsverband declares, in TOML. Unknown keys are refused, and whatever the law forbids.

The shapes below are the whole of what may differ between two partnerships. Every rule of their own names
its place in their own plan (`bron`), and the day from which it holds where known (`vanaf`). Whether a value
is within the law, and whether letters and roles exist, is judged at load by `tenants.registry`.

Two ways of choosing recur. A list of rules with `als` is read from top to bottom and the first that applies
counts (mandaten, streeftermijnen per naam, geldigheid); a rule without `als` always applies. An `als` names
kenmerken of the aanvraag and applies when at least one of them fits:
`als = { categorie = ["hoog"], complex = true }` reads "als de categorie hoog is, of de aanvraag complex".
"""

from tenants.schema.aanmelden import *  # noqa: F403
from tenants.schema.behandeling import *  # noqa: F403
from tenants.schema.consult import *  # noqa: F403
from tenants.schema.dossier import *  # noqa: F403
from tenants.schema.geld import *  # noqa: F403
from tenants.schema.grondslag import *  # noqa: F403
from tenants.schema.onderinstroom import *  # noqa: F403
from tenants.schema.opp import *  # noqa: F403
from tenants.schema.oso import *  # noqa: F403
from tenants.schema.overdracht import *  # noqa: F403
from tenants.schema.plaatsen import *  # noqa: F403
from tenants.schema.schoolverlaters import *  # noqa: F403
from tenants.schema.tenant import *  # noqa: F403
from tenants.schema.werkwijze import *  # noqa: F403
