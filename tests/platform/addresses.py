"""Each address of the product by who may open it; a new one needs its place here."""

OPEN = {
    "platform:glossary", "platform:methods", "platform:method", "platform:privacy",
    "platform:accessibility",
    "platform:healthz", "platform:readyz",
    "people:sign_in", "people:sign_in_by_link", "people:set_language",
    "meaning:example_scan", "meaning:example_document", "portfolio:home",
    "portfolio:example_collaboration", "platform:letters", "people:erased",
    "collaborations:invitation", "account_login",
    "account_request_login_code", "account_confirm_login_code", "account_signup",
    "platform:security_txt", "people:provider_sign_in", "people:provider_back", "people:first_time",
    "account_email_verification_sent", "account_inactive", "mfa_login_webauthn",
    "mfa_authenticate", "meaning:personal_link", "meaning:answer_word",
    "meaning:answered", "meaning:erase_answers", "meaning:not_me", "meaning:join_group",
    "meaning:keep_wave_key", "meaning:refuse_mail", "channels:calendar", "channels:no_digest",
}  # fmt: skip
OF_WHO_SIGNED_IN = {
    "collaborations:parties", "collaborations:new_party", "collaborations:new_collaboration",
    "account_email", "people:my_data", "people:my_data_file", "people:erase_me", "mfa_index",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_generate_recovery_codes", "people:sign_out_elsewhere", "mfa_activate_totp",
    "people:unlink_provider", "collaborations:second_step", "channels:informed", "channels:feed",
}  # fmt: skip
OF_WHO_HAS_A_PASSKEY = {"mfa_remove_webauthn", "mfa_view_recovery_codes", "mfa_deactivate_totp"}
CHALLENGES = {
    "people:provider_back",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_authenticate",
}
OF_A_PARTY = {
    "portfolio:collaboration", "meaning:scans", "meaning:bring_in", "meaning:scan_detail",
    "meaning:scan_document", "meaning:make_scan", "meaning:scan_state", "meaning:preview_word",
    "meaning:add_word", "meaning:edit_word", "meaning:remove_word", "meaning:open_scan",
    "meaning:match_sides", "meaning:remove_scan", "meaning:questionnaire",
    "collaborations:phase", "collaborations:ask_party", "meaning:change_draft",
    "meaning:next_wave", "meaning:movement", "meaning:pair_detail",
}  # fmt: skip
OF_A_TALK = {"meaning:talk", "meaning:talk_word", "meaning:talk_guess", "meaning:talk_calendar",
             "meaning:drop_agreement", "meaning:open_numbers", "meaning:skip_talk"}  # fmt: skip
OF_A_PARTY |= OF_A_TALK
OF_A_SIDE = {
    "meaning:invite", "meaning:new_link", "meaning:mail_again", "meaning:withdraw_invitation",
    "meaning:agree_to_close", "meaning:accept_opening", "meaning:withhold", "meaning:remind",
    "meaning:group_link", "meaning:group_poster", "meaning:end_group_link",
}  # fmt: skip
OF_OUR_PARTY = {
    "collaborations:party",
    "collaborations:role",
    "collaborations:revoke",
    "collaborations:sign_in_provider",
    "collaborations:no_provider",
    "collaborations:ask_second_step",
    "channels:webhooks",
    "channels:webhook",
    "channels:send_again",
    "registers:party_rights",
}
OF_A_PERSON = {"meaning:reading", "meaning:stop_reading", "people:sign_out"}
OF_ONE_PERSON = {"people:end_visit"}  # with a device of their own
OF_AN_ADMINISTRATOR = {
    "platform:tasks", "platform:try_again", "platform:discard", "registers:processing",
    "registers:requests", "registers:privacy_request", "registers:breaches", "registers:breach",
    "registers:rights",
}  # fmt: skip
PRESS_ONLY = {
    "people:sign_out_elsewhere", "people:sign_out", "people:set_language", "people:end_visit",
    "people:unlink_provider", "collaborations:ask_second_step", "collaborations:no_provider",
    "meaning:stop_reading", "platform:try_again", "platform:discard", "collaborations:role",
    "collaborations:revoke", "meaning:remove_word", "channels:send_again",
    "meaning:open_scan", "meaning:erase_answers", "meaning:not_me", "meaning:drop_agreement",
    "meaning:open_numbers", "meaning:skip_talk", "meaning:next_wave", "meaning:keep_wave_key",
} | OF_A_SIDE - {"meaning:invite"}  # fmt: skip
IN_THIS_BROWSER = "answered", "erase_answers", "not_me", "keep_wave_key"
WITH_A_LINK = {
    "meaning:join_group", "meaning:personal_link", "meaning:answer_word", "meaning:answered",
    "meaning:erase_answers", "meaning:refuse_mail",
}  # fmt: skip

CLOSED = (
    OF_A_PARTY | OF_A_SIDE | OF_A_PERSON | OF_AN_ADMINISTRATOR | OF_WHO_SIGNED_IN
    | OF_WHO_HAS_A_PASSKEY | OF_OUR_PARTY | OF_ONE_PERSON
)  # fmt: skip
