"""Tests in real JupyterLab and real Chromium, and the small harness that drives them (also used by benchmarks and scripts)."""
