"""Cited answers about rural e-commerce in China, in English and Chinese, from checked sources only."""

__version__ = "0.1.0"
