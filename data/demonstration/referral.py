"""Who is referred to which model before the clock starts, and who then takes part.

Selection works through covariate levels alone, with main effects on the log scale (referral.csv): a multinomial
choice among the restorative models, so that the odds of each arm against the baseline are log-linear in the levels,
which is what weighting by propensity and entropy balancing can undo exactly. The weights favour people of lower
risk: that is what makes the crude comparison flatter these models.

Classes and reparative activities share their weights (apart from the release type) and can be taken together; the
other restorative models exclude each other. Community service, restitution and statements are drawn only where no
restorative model was: they are part of the usual sentence.
"""

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import logistic, pick
from data.demonstration.covariates import weights

DRAWS = 1 + len(words.OTHER_MEASURES) + len(words.MODELS)  # uniform numbers used per case
BOTH_SHARE = 0.35  # of class takers from prison, how many for each 1 also take up a reparative activity

STARTING = np.array([1.3, 1.9, 1.2, 1.6, 2.2, 2.6, 2.4, 2.6, 0.6])  # log odds of taking part once referred
FRAILTY_HINDERS = 0.35  # those likelier to be arrested drop out more: why `started` and `completed` mislead


def draw_arms(levels: dict[str, np.ndarray], frailty: np.ndarray, uniform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Referred and started, each (cases, 9) of booleans. uniform: (cases, DRAWS)."""
    weight = weights("referral").total(levels)
    referred = _restorative(weight[:, :6], levels["release_type"], uniform[:, 0])
    usual = ~referred.any(axis=1)
    other = (uniform[:, 1:4] < logistic(weight[:, 6:])) & usual[:, None]
    referred = np.concatenate([referred, other], axis=1)
    willing = uniform[:, 4:] < logistic(STARTING - FRAILTY_HINDERS * frailty[:, None])
    return referred, referred & willing


def _restorative(weight: np.ndarray, release_type: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """(cases, 6) of booleans: none, one of six, or class and reparative activity together."""
    odds = np.exp(weight)
    both = np.where(release_type == words.PRISON, BOTH_SHARE * odds[:, words.CLASS], 0.0)
    choice = pick(uniform, np.concatenate([np.ones((len(odds), 1)), odds, both[:, None]], axis=1))
    referred = choice[:, None] == np.arange(1, 7)
    referred[:, words.CLASS] |= choice == 7
    referred[:, words.REPARATIVE] |= choice == 7
    return referred
