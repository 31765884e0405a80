"""Measurements, never tests: run by hand, results and machine noted in README.md beside this file."""
