"""Tests, one folder per floor of the house; see CONTRIBUTING.md."""
