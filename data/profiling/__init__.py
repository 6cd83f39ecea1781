"""Import profiles: other people's files in the contract's columns, by a closed list of operations (docs/profiles.md)."""
from data.profiling.converting import Conversion, apply
from data.profiling.notices import Notice
from data.profiling.profile import Profile, Setting
from data.profiling.profile_reading import read_profile, shipped_profiles

__all__ = ["Conversion", "Notice", "Profile", "Setting", "apply", "read_profile", "shipped_profiles"]
