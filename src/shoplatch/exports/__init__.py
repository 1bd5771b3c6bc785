"""Data out: files of every kind of row (Parquet, CSV, JSONL), and a source for dlt. It reads the store and nothing else."""
