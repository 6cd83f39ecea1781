"""What followed for those who had started a reentry program, against those who had not, made like them."""

from collections.abc import Sequence

import numpy as np

from analytics.adjusted import AdjustedArm, adjusted_arm, weigh
from analytics.cells import Cells
from analytics.counting import Source
from analytics.covariates import cell_expression, read_covariates
from analytics.vocabulary import window_days

Program = tuple[str, bool]     # a program, and whether its version made for women


def compare_alike(source: Source, programs: Sequence[str], told: Sequence[Program], female: int) -> dict[Program, AdjustedArm]:
    """Each program of `told` against the others in the same kinds of case (for the version made for women: other women).

    programs: the codes of all programs. The adjustment and the covariates are the question's. Nothing is held back.
    """
    names = source.question.alike_in
    covariates = read_covariates(source.connection, names)
    found = source.connection.execute(source.sql("service_cells", cell=cell_expression(covariates)), {
        **source.parameters, "window_days": window_days(source.question.window), "programs": list(programs), "female": female,
    }).fetchnumpy()
    kinds, arm_set = np.unique(np.column_stack([found["programs"], found["release_type"], found["woman"]]).astype(np.int64), axis=0,
                               return_inverse=True)
    cells = Cells.of(covariates, found, np.zeros(len(found["cell"]), np.uint8), arm_set.ravel(), (1, len(kinds)))
    return {program: _against_others(source.question.adjust, cells, kinds, programs.index(program[0]), program[1]) for program in told}


def _against_others(adjust: str, cells: Cells, kinds: np.ndarray, position: int, for_women: bool) -> AdjustedArm:
    """kinds: [S, 3] the programs, the kind of case and whether a woman, of each set."""
    started = kinds[:, 0] >> (2 * position + for_women) & 1 > 0
    asked = kinds[:, 2] > 0 if for_women else np.ones(len(kinds), bool)
    inside = started & asked
    others = asked & ~inside & np.isin(kinds[:, 1], kinds[inside, 1])
    return adjusted_arm(weigh(adjust, cells, 0, inside.astype(float), others.astype(float)), cells, None)
