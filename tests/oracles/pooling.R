# Figures that pooled studies must agree with.
# Made with R 4.2.2, metafor 3.8-1, by: cd tests/oracles && Rscript pooling.R
# The tests read the two CSV files only; R is needed to make them again, not to run the tests.
suppressMessages(library(metafor))
set.seed(2013)
counts <- function(case, ai, n1i, ci, n2i) data.frame(case, study = seq_along(ai), ai, n1i, ci, n2i, yi = NA, sei = NA)
effects <- function(case, yi, sei) data.frame(case, study = seq_along(yi), ai = NA, n1i = NA, ci = NA, n2i = NA, yi, sei)
k <- 12; p <- plogis(rnorm(k, -1, .8)); n1 <- sample(15:300, k); n2 <- sample(15:300, k)
studies <- rbind(
  # Petrosino and others' seven trials of Scared Straight (events/people, treated and control)
  counts("scared_straight", c(19, 16, 43, 12, 16, 14, 27), c(46, 94, 53, 28, 39, 39, 137),
         c(4, 8, 37, 5, 16, 11, 17), c(35, 67, 55, 30, 41, 40, 90)),
  counts("scattered", rbinom(k, n1, plogis(qlogis(p) + rnorm(k, -.4, 1))), n1, rbinom(k, n2, p), n2),
  counts("zero_cells", c(0, 3, 5, 9, 20), c(20, 30, 25, 60, 20), c(4, 0, 7, 12, 15), c(22, 31, 24, 58, 20)),
  effects("alike", c(-.31, -.30, -.29, -.305), c(.2, .3, .25, .15)),            # no spread at all: tau2 is 0
  effects("two", c(-.9, .4), c(.2, .3)),                                        # t with 1 degree of freedom
  effects("one_huge", c(rnorm(8, .1, .3), 1.5), c(runif(8, .1, .5), .004)),     # one study outweighs the rest
  effects("tiny_errors", rnorm(6, 0, .02), runif(6, .001, .004)),
  effects("far_apart", c(-3, 3, -2.5, 2.8, 0), rep(.1, 5)))
write.csv(studies, "pooling_studies.csv", row.names = FALSE, quote = FALSE, na = "")

exact <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
pooled <- function(y, v) {
  fit <- rma(y, v, test = "knha", control = list(threshold = 1e-14, maxiter = 10000))
  ahead <- predict(fit)
  data.frame(effect = fit$b[1], std_error = fit$se, low = fit$ci.lb, high = fit$ci.ub, prediction_low = ahead$pi.lb,
             prediction_high = ahead$pi.ub, tau2 = fit$tau2, i2 = fit$I2 / 100, q = fit$QE, q_p = fit$QEp, p_value = fit$pval)
}
rows <- list()
for (case in unique(studies$case)) {
  of <- studies[studies$case == case, ]
  es <- if (all(is.na(of$yi))) escalc("OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = of, add = 1/2, to = "only0")
        else data.frame(yi = of$yi, vi = of$sei^2)
  for (without in c(0, if (nrow(of) > 2) seq_len(nrow(of)))) {
    kept <- setdiff(seq_len(nrow(of)), without)
    rows[[length(rows) + 1]] <- cbind(case = case, without = without, studies = length(kept),
                                      as.data.frame(lapply(pooled(es$yi[kept], es$vi[kept]), exact)))
  }
}
write.csv(do.call(rbind, rows), "pooling.csv", row.names = FALSE, quote = FALSE)
