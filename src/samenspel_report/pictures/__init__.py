"""Pictures as SVG text: numbers in, markup out; classes only, so that pages keep their colours."""

from samenspel_report.pictures.chain import Box, Leads, chain_picture
from samenspel_report.pictures.flow_bands import Flow, flow_picture
from samenspel_report.pictures.glyph import streams_glyph, undercurrent_glyph
from samenspel_report.pictures.marks import defs, key, line_key, logo, wave_mark
from samenspel_report.pictures.option_bars import BarGroup, OptionBar, option_bars
from samenspel_report.pictures.regions import NARROW, PAGE, WIDE, MapLabels
from samenspel_report.pictures.road_line import road_line
from samenspel_report.pictures.scale_line import Lane, scale_line
from samenspel_report.pictures.share_strip import Share, share_strip
from samenspel_report.pictures.standalone import standalone
from samenspel_report.pictures.strand import full_tension, strand
from samenspel_report.pictures.tension_map import least_seen, tension_map
from samenspel_report.pictures.together_line import together_height, together_line
from samenspel_report.pictures.two_streams import (
    Band,
    River,
    Sounding,
    Span,
    Stone,
    Word,
    two_streams,
)
from samenspel_report.pictures.vote_marks import vote_key, vote_marks

__all__ = [
    "NARROW", "PAGE", "WIDE", "Band", "BarGroup", "Box", "Flow", "Lane", "Leads", "MapLabels",
    "OptionBar", "River", "Share", "Sounding", "Span", "Stone", "Word", "chain_picture", "defs",
    "flow_picture", "full_tension", "key", "least_seen", "line_key", "logo", "option_bars",
    "road_line", "scale_line", "share_strip", "standalone", "strand", "streams_glyph",
    "tension_map", "together_height", "together_line", "two_streams", "undercurrent_glyph",
    "vote_key", "vote_marks", "wave_mark",
]  # fmt: skip
