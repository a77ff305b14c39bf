from .access import access, end_visit, unlink_provider
from .account import (
    erase_me,
    erased,
    my_data,
    my_data_file,
    my_data_of_one_kind,
    set_language,
    sign_in_by_link,
    sign_out,
    sign_out_elsewhere,
    sign_up,
)
from .keys import api_keys, revoke_key
from .provider import first_time, provider_back, provider_sign_in

__all__ = [
    "access",
    "api_keys",
    "end_visit",
    "erase_me",
    "erased",
    "first_time",
    "my_data",
    "my_data_file",
    "my_data_of_one_kind",
    "provider_back",
    "provider_sign_in",
    "revoke_key",
    "set_language",
    "sign_in_by_link",
    "sign_out",
    "sign_out_elsewhere",
    "sign_up",
    "unlink_provider",
]
