"""Random-effects pooling of log odds ratios: REML, Hartung-Knapp, prediction interval, leave-one-out.

Agrees with R metafor's `rma(test="knha", control=list(threshold=1e-14, maxiter=1000))`, its prediction interval with
t on k - 1 degrees of freedom included. Viechtbauer W (2010). Conducting meta-analyses in R with the metafor package.
Journal of Statistical Software 36(3). Hartung J, Knapp G (2001). Statistics in Medicine 20, 3875-3889.
"""

from dataclasses import dataclass
from math import exp, log, nan, sqrt

import numpy as np
from scipy.special import chdtrc, ndtr, ndtri, stdtr, stdtrit

MOST_STEPS = 10_000
Z95 = float(ndtri(0.975))


@dataclass(frozen=True)
class Pooled:
    """What several studies say together, on the scale of the log odds ratio; nan where there is none.

    studies: how many. q, q_p: Cochran's Q and its p-value. i2: a share, 0-1. One study: its own z interval, nothing
    about how studies differ. None: everything nan.
    """

    studies: int
    effect: float = nan
    std_error: float = nan
    low: float = nan
    high: float = nan
    prediction_low: float = nan
    prediction_high: float = nan
    tau2: float = nan
    i2: float = nan
    q: float = nan
    q_p: float = nan
    p_value: float = nan


def log_odds_ratio(events_treated: int, n_treated: int, events_control: int, n_control: int) -> tuple[float, float, bool] | None:
    """Log odds ratio, its standard error (Woolf), and whether a zero cell asked for 0.5 in each of the four.

    None where it happened to nobody, or to everybody, on both sides: such a study says nothing of a difference.
    """
    cells = [events_treated, n_treated - events_treated, events_control, n_control - events_control]
    if events_treated == events_control == 0 or cells[1] == cells[3] == 0:
        return None
    corrected = 0 in cells
    a, b, c, d = (cell + 0.5 if corrected else cell for cell in cells)
    return log(a * d / (b * c)), sqrt(1 / a + 1 / b + 1 / c + 1 / d), corrected


def pool(effects: np.ndarray, std_errors: np.ndarray) -> Pooled:
    """Pool studies' log odds ratios, [k], with their standard errors, [k]."""
    y, v = np.asarray(effects, dtype=float), np.asarray(std_errors, dtype=float) ** 2
    if y.size == 0:
        return Pooled(0)
    if y.size == 1:
        effect, se = float(y[0]), sqrt(v[0])
        return Pooled(1, effect, se, effect - Z95 * se, effect + Z95 * se, p_value=2 * float(ndtr(-abs(effect) / se)))
    k = y.size
    tau2 = reml(y, v)
    w = 1 / (v + tau2)
    effect = float(w @ y / w.sum())
    se = sqrt(float(w @ (y - effect) ** 2) / (k - 1) / w.sum())
    reach, spread = stdtrit(k - 1, 0.975), sqrt(se**2 + tau2)
    q = _cochran_q(y, v)
    p_value = 2 * float(stdtr(k - 1, -abs(effect) / se)) if se > 0 else nan
    return Pooled(k, effect, se, effect - reach * se, effect + reach * se, effect - reach * spread, effect + reach * spread,
                  tau2, tau2 / (tau2 + _typical_variance(v)), q, float(chdtrc(k - 1, q)), p_value)


def leave_one_out(effects: np.ndarray, std_errors: np.ndarray) -> list[Pooled]:
    """The pool without each study in turn, in the studies' order."""
    y, s = np.asarray(effects, dtype=float), np.asarray(std_errors, dtype=float)
    return [pool(np.delete(y, i), np.delete(s, i)) for i in range(y.size)]


def weights(std_errors: np.ndarray, tau2: float) -> np.ndarray:
    """Each study's share of the pool, [k], adding up to 1."""
    w = 1 / (np.asarray(std_errors, dtype=float) ** 2 + tau2)
    return w / w.sum()


def reml(y: np.ndarray, v: np.ndarray) -> float:
    """The variance between studies by restricted maximum likelihood, at least 0.

    Fisher scoring from the moment estimate, halved where it would leave 0; by halves where it goes round in circles.
    The likelihood may have a second peak at 0; the higher one counts.
    """
    found = _peak(y, v)
    return found if found > 0 and _likelihood(y, v, found) >= _likelihood(y, v, 0.0) else 0.0


def _peak(y: np.ndarray, v: np.ndarray) -> float:
    scale = float(v.mean())
    tau2 = max(0.0, float(y.var(ddof=1) - scale))
    for _ in range(MOST_STEPS):
        score, information = _score(y, v, tau2)
        step = score / information
        while tau2 + step < 0:
            step = -tau2 if tau2 < 1e-12 * scale else step / 2
        tau2 += step
        if abs(step) <= 1e-14 * (scale + tau2):
            return 0.0 if tau2 < 1e-11 * scale else tau2
    return _by_halves(y, v)


def _likelihood(y: np.ndarray, v: np.ndarray, tau2: float) -> float:
    """The restricted log likelihood, but for a constant."""
    w = 1 / (v + tau2)
    return float(np.log(w).sum() - np.log(w.sum()) - w @ (y - w @ y / w.sum()) ** 2) / 2


def _score(y: np.ndarray, v: np.ndarray, tau2: float) -> tuple[float, float]:
    """Twice the score of the restricted likelihood and twice its information."""
    w = 1 / (v + tau2)
    one, two, three = w.sum(), (w**2).sum(), (w**3).sum()
    residual = float((w**2) @ (y - w @ y / one) ** 2)
    return residual - (one - two / one), float(two - 2 * three / one + (two / one) ** 2)


def _by_halves(y: np.ndarray, v: np.ndarray) -> float:
    low, high = 0.0, float(y.var(ddof=1) + v.max()) * 10
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _score(y, v, middle)[0] > 0 else (low, middle)
    return low


def _cochran_q(y: np.ndarray, v: np.ndarray) -> float:
    w = 1 / v
    return float(w @ (y - w @ y / w.sum()) ** 2)


def _typical_variance(v: np.ndarray) -> float:
    """Higgins and Thompson's (2002) variance of a typical study."""
    w = 1 / v
    return float((v.size - 1) / (w.sum() - (w**2).sum() / w.sum()))


def ratio(value: float) -> float:
    """A log odds ratio as an odds ratio; nan stays nan, and what no number holds is empty too."""
    return exp(value) if value == value and abs(value) < 700 else nan
