"""Who had started which reentry program by the day of release, and what followed: counts by program and covariate cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.adjusted import AdjustedArm, adjusted_arm, weigh
from analytics.cells import Cells
from analytics.counting import Source
from analytics.covariates import cell_expression, read_covariates
from analytics.vocabulary import window_days


@dataclass(frozen=True)
class ServiceCounts:
    """Releases by set of programs, kind of case and sex (S of these), and by covariate cell.

    programs: the codes of all programs, in the order of their bits. kinds: [S, 3] the programs started, the kind of
    case, whether a woman. of_all: [R] releases, followed for long or not, beside those of the cells.
    """

    programs: tuple[str, ...]
    kinds: np.ndarray
    cells: Cells
    of_all: np.ndarray

    def groups(self, program: str, for_women: bool) -> tuple[np.ndarray, np.ndarray]:
        """[S], [S] 1 for those who had started it, and for the others in the same kinds of case.

        For the version made for women: women who had started that, and other women.
        """
        started = self.kinds[:, 0] >> (2 * self.programs.index(program) + for_women) & 1 > 0
        asked = self.kinds[:, 2] > 0 if for_women else np.ones(len(self.kinds), bool)
        inside = started & asked
        others = asked & ~inside & np.isin(self.kinds[:, 1], self.kinds[inside, 1])
        return inside.astype(float), others.astype(float)

    def of_group(self, group: np.ndarray) -> tuple[float, float, float]:
        """Releases in all, those followed for the whole window, and those of them with the event."""
        return tuple(float((self.cells.by_set(count) @ group)[0]) for count in (self.of_all, self.cells.releases, self.cells.events))

    def made_alike(self, adjust: str, program: str, for_women: bool) -> AdjustedArm:
        """Those who had started it against the others made like them; nothing is held back."""
        return adjusted_arm(weigh(adjust, self.cells, 0, *self.groups(program, for_women)), self.cells, None)


def count_services(source: Source, programs: Sequence[str], female: int) -> ServiceCounts:
    """Count the releases of a question; its covariates make the cells. female: the code of that level of sex."""
    covariates = read_covariates(source.connection, source.question.alike_in)
    text = source.sql("service_cells", cell=cell_expression(covariates))
    found = source.connection.execute(text, {
        **source.parameters, "window_days": window_days(source.question.window), "programs": list(programs), "female": female,
    }).fetchnumpy()
    kinds, arm_set = np.unique(np.column_stack([found["programs"], found["release_type"], found["woman"]]).astype(np.int64), axis=0,
                               return_inverse=True)
    cells = Cells.of(covariates, found, np.zeros(len(found["cell"]), np.int32), arm_set.ravel(), (1, len(kinds)))
    return ServiceCounts(tuple(programs), kinds, cells, found["of_all"].astype(float))
