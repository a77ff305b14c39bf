"""The meaning scan: same words, other meaning?"""
