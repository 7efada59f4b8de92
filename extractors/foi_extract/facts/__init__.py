"""Pairs to facts: tables, figures, dates, citations, outcomes, timeline, findings."""
