"""The library on disk: SQLite through SQLAlchemy Core, which is imported nowhere else."""
