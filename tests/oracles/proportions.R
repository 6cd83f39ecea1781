# Figures that rates, ratios, tests, Holm's adjustment and clustered rates must agree with.
# Made with R 4.2.2, survival 3.5-3, by: cd tests/oracles && Rscript proportions.R
# The tests read the CSV files only; R is needed to make them again, not to run the tests.
library(survival)
exact <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
quiet <- suppressWarnings

# ---- prop.test without correction: Wilson's interval and Pearson's chi-square -------------------
pairs <- data.frame(e1 = c(48, 78, 0, 7, 1, 10, 312, 0, 5, 5, 123456),
                    n1 = c(216, 110, 12, 7, 29, 10, 584, 20, 56, 40, 1000000),
                    e0 = c(66, 30, 3, 4, 15, 0, 215, 0, 0, 40, 2345678),
                    n0 = c(216, 90, 15, 9, 148, 20, 419, 10, 29, 40, 20000000))
out <- do.call(rbind, lapply(seq_len(nrow(pairs)), function(i) with(pairs[i, ], {
  ci <- quiet(prop.test(e1, n1, correct = FALSE))$conf.int
  p <- quiet(prop.test(c(e1, e0), c(n1, n0), correct = FALSE))$p.value
  data.frame(e1 = sprintf("%d", e1), n1 = sprintf("%d", n1), e0 = sprintf("%d", e0), n0 = sprintf("%d", n0),
             low = exact(ci[1]), high = exact(ci[2]), p = exact(p))
})))
write.csv(out, "proportions.csv", row.names = FALSE, quote = FALSE)

# ---- p.adjust ------------------------------------------------------------------------------------
families <- list(plain = c(0.01, 0.04, 0.03, 0.005), ties = c(0.02, 0.02, 0.02, 0.5, 0.9),
                 gaps = c(NA, 0.2, 0.001, NA, 0.03, 0.04, 1, 0), one = 0.3, none = c(NA, NA),
                 tiny = c(1e-300, 1e-12, 0.049999, 0.6, 0.3, 0.012, 0.012, 1e-3, NA))
out <- do.call(rbind, lapply(names(families), function(name)
  data.frame(family = name, p = exact(families[[name]]), holm = exact(p.adjust(families[[name]], "holm")))))
write.csv(out, "holm.csv", row.names = FALSE, quote = FALSE)

# ---- people with several releases: outcome, arm and person of each --------------------------------
set.seed(2024)
n <- 240
releases <- data.frame(person = sample(1:120, n, replace = TRUE))
leaning <- rnorm(120)   # what one person's releases have in common
releases$arm <- rbinom(n, 1, .4)
releases$event <- rbinom(n, 1, plogis(-.5 + .3 * releases$arm + 1.5 * leaning[releases$person]))
write.csv(releases, "clustered_releases.csv", row.names = FALSE, quote = FALSE)
# A rate is 1 - Kaplan-Meier on one day that everyone reaches; its robust error is clustered by person.
rate_se <- function(part) summary(survfit(Surv(rep(1, nrow(part)), event) ~ 1, part, cluster = part$person,
                                          robust = TRUE))$std.err
# The difference: least squares of event on arm, sandwich summed by person, nothing corrected.
fit <- lm(event ~ arm, releases); x <- model.matrix(fit)
bread <- solve(crossprod(x)); meat <- crossprod(rowsum(x * resid(fit), releases$person))
figures <- c(arm_se = rate_se(releases[releases$arm == 1, ]), baseline_se = rate_se(releases[releases$arm == 0, ]),
             everyone_se = rate_se(releases), difference = coef(fit)[["arm"]],
             difference_se = sqrt((bread %*% meat %*% bread)[2, 2]))
write.csv(data.frame(figure = names(figures), value = exact(figures)), "clustered_rates.csv",
          row.names = FALSE, quote = FALSE)
