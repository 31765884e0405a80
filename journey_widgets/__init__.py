"""Customer-journey workshops in Jupyter."""
