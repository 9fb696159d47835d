"""A believable council's caseloads, made from a seed: the same rows each time, on every machine.

Days are ordinals (`datetime.date.toordinal`). `making.make()` is the way in; nothing here knows Django.
"""
