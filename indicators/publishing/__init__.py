"""The month's report as a workbook to be published: cover, contents, notes, a sheet a section."""
