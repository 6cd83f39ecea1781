"""The table service: reentry services that are not restorative justice, women's programs among them."""

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import whole_days
from data.demonstration.releases import Releases

# By program, in the order of PROGRAM: share of releases from prison, to probation, after diversion; factor for women.
SHARE = np.array([
    [0.55, 0.05, 0.06, 0.02, 0.04, 0.20, 0.16, 0.28, 0.15],
    [0.00, 0.02, 0.09, 0.01, 0.03, 0.03, 0.03, 0.20, 0.06],
    [0.00, 0.01, 0.05, 0.01, 0.01, 0.02, 0.01, 0.06, 0.05],
])  # fmt: skip
WOMEN = np.array([1.0, 2.0, 1.8, 5.0, 3.0, 1.1, 1.1, 1.2, 1.3])
RESPONSIVE = 0.65  # of women's services: made for women
LENGTH = np.array([180, 40, 120, 60, 70, 200, 220, 150, 60])


def service_rows(generator: np.random.Generator, person_number: np.ndarray, releases: Releases) -> dict[str, np.ndarray]:
    """The table service without its ids: before the gate in prison, after the sentence in the community."""
    cases = releases.cases
    share = SHARE[cases.release_type] * np.where(releases.female[:, None], WOMEN, 1.0)
    release, program = np.nonzero(generator.random(share.shape) < share)
    count = len(release)
    room = np.minimum(cases.released_on[release] - cases.admitted_on[release], 300)
    before = cases.released_on[release] - whole_days(generator, 20, room, count)
    after = cases.released_on[release] + whole_days(generator, 5, 90, count)
    started_on = np.where(cases.release_type[release] == words.PRISON, before, after)
    seen = (started_on <= words.LAST_DAY) & (started_on <= releases.left_on[release])
    release, program, started_on = release[seen], program[seen], started_on[seen]
    count = len(release)
    ended_on = started_on + (LENGTH[program] * (0.5 + generator.random(count))).astype(np.int32)
    chance = generator.random(count)
    completed, withdrawn, removed = (words.SERVICE_STATUS.index(name) for name in ("completed", "withdrawn", "removed"))
    status = np.select([chance < 0.68, chance < 0.86], [completed, withdrawn], removed)
    cut = ended_on > releases.left_on[release]
    ended_on = np.where(cut, releases.left_on[release], ended_on)
    status = np.where(cut, removed, status)
    active = ended_on > words.LAST_DAY
    women = releases.female[release]
    return {
        "person_id": person_number[cases.person[release]],
        "release_id": releases.number[release],
        "program": program,
        "gender_responsive": women & (generator.random(count) < RESPONSIVE),
        "started_on": started_on,
        "ended_on": np.where(active, words.EMPTY, ended_on),
        "status": np.where(active, words.SERVICE_STATUS.index("active"), status),
    }
