"""The fixed words of a report."""

from samenspel_report.i18n import Translator


def labels(t: Translator) -> dict[str, str]:
    """Headings and captions that both the page and the document use."""
    return {
        "word": t.gettext("Word"),
        "tension": t.gettext("tension"),
        "begin": t.gettext("Begin the talk with"),
        "first": t.gettext("First this:"),
        "notices": t.gettext("Know this first"),
        "scales": t.gettext("Scale by scale"),
        "scales_lede": t.gettext(
            "Filled is what people mean. Open is what the other thought."
            " The shorter the coloured line, the better the guess."
        ),
        "scales_lede_community": t.gettext(
            "Filled is what members mean. Open is what they think the others mean."
        ),
        "or": t.gettext("or"),
        "legend": t.gettext("Legend"),
        "gap": t.gettext("difference between you"),
        "miss": t.gettext("guessed wrong"),
        "interval": t.gettext("here the mean very probably lies"),
        "scale_table": t.gettext("Read these scales as a table"),
        "voices": t.gettext("In their own words"),
        "voices_lede": t.gettext("Nobody sees who wrote what."),
        "map": t.gettext("Every word on the map"),
        "map_lede": t.gettext(
            "In each region: further to the right is more tension. That is importance times"
            " difference. Higher up: you see more of the difference. The line around each point"
            " shows how sure we are."
        ),
        "map_note": t.gettext("This is an agenda for a talk, not a prediction."),
        "map_table": t.gettext("Read the map as a table"),
        "matrix_table": t.gettext("Every pair at a glance"),
        "matrix_lede": t.gettext(
            "Which two have which words to talk about first. The order says nothing of who is"
            " better off."
        ),
        "matrix_read": t.gettext("Read every word and every pair as a table"),
        "pair_more": t.gettext("See this pair"),
        "together": t.gettext("All of you on one line"),
        "together_lede": t.gettext(
            "What each side means, without what anyone thought. The line around each mark shows"
            " where the mean very probably lies."
        ),
        "together_table": t.gettext("Read these scales as a table"),
        "tolerance": t.gettext("With a stricter or a wider tolerance"),
        "tolerance_table": t.gettext("Read this as a table"),
        "movement_table": t.gettext("Read the movement as a table"),
        "movement_words": t.gettext("Word by word"),
        "movement_note": t.gettext(
            "Closer together is not better. Whoever learns much and moves nothing"
            " understands the other too."
        ),
        "community_table": t.gettext("Read these distances as a table"),
        "talked": t.gettext("What your talk gave"),
        "limits": t.gettext("What you cannot conclude from this"),
        "method": t.gettext("How we calculate"),
        "method_link": t.gettext("How we calculate"),
        "source": t.gettext("Source"),
        "page_of": t.gettext("of"),
        "all_words": t.gettext("See the scales"),
    }
