from .keys import party_keys, revoke_party_key
from .signing_in import ask_second_step, no_provider, second_step, sign_in_provider
from .taking_part import (
    ask_party,
    change_party,
    invitation,
    new_collaboration,
    new_party,
    parties,
    party,
    phase,
    revoke,
    role,
)

__all__ = [
    "ask_party",
    "ask_second_step",
    "change_party",
    "invitation",
    "new_collaboration",
    "new_party",
    "no_provider",
    "parties",
    "party",
    "party_keys",
    "phase",
    "revoke",
    "revoke_party_key",
    "role",
    "second_step",
    "sign_in_provider",
]
