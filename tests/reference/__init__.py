"""A second, slow count of the same records, written from the contract alone and one row at a time.

It shares nothing with the product: plain lists of dicts, dates and fractions, no engine and no arrays. Where
both agree on many small awkward databases, neither has misread the contract alone.

Records are `{"person": [...], "release": [...], "participation": [...], "event": [...], "model": [...]}`, one
dict a row with the contract's column names, `None` where a field is empty.
"""
