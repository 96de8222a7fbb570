"""Test questions, scorers and the harness that runs them against the assistant."""
