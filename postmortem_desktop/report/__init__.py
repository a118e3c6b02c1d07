"""The report as PDF; the only part that imports ReportLab."""
