import duckdb, datetime
from types import SimpleNamespace
def connect_read_only(path): return duckdb.connect(str(path), read_only=True)
def current_load(c): return SimpleNamespace(fingerprint='stub', data_as_of=datetime.date(2024,1,1), demonstration=False)
class Load: pass
