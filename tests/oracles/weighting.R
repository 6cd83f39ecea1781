# Figures that weighting must agree with, from public records that come with the tests' data.
# Made with R 4.2.2, survival 3.5-3, by: cd tests/oracles && Rscript weighting.R ../../../shared/data
# The tests read weighting.csv only; R is needed to make it again, not to run the tests.
library(survival)
data <- commandArgs(TRUE)[1]
band <- function(age) cut(age, c(-Inf, 18, 25, 35, 45, 55, Inf), right = FALSE)
priors <- function(count) cut(count, c(-Inf, 1, 3, 6, Inf), right = FALSE)

rossi <- read.csv(file.path(data, "rossi/rossi.csv"))
rossi <- data.frame(arm = rossi$fin, event = rossi$arrest, day = rossi$week * 7,
                    race = factor(rossi$race), age = band(rossi$age), priors = priors(rossi$prio))
dc <- read.csv(file.path(data, "green-winik-dc/GreenWinik.csv"))
day <- function(text) as.Date(text, "%m/%d/%Y")
after <- as.numeric(day(dc$laterarrdate) - day(dc$dispdate))
dc <- data.frame(arm = as.numeric(dc$incarcerate %in% 1), event = as.numeric(!is.na(after) & after >= 0 & after <= 365),
                 sex = factor(dc$gender), race = factor(dc$race), age = band(dc$age), year = factor(format(day(dc$dispdate), "%Y")))

# Standard errors from the stacked estimating equations of all parameters, with a numeric derivative: the sandwich.
sandwich <- function(scores, theta) {
  n <- nrow(scores(theta)); k <- length(theta)
  bread <- sapply(seq_len(k), function(j) {
    step <- rep(0, k); step[j] <- 1e-6
    (colSums(scores(theta + step)) - colSums(scores(theta - step))) / 2e-6
  })
  inverse <- solve(bread)
  inverse %*% crossprod(scores(theta)) %*% t(inverse)
}
report <- function(records, method, d, weight, theta, scores) {
  v <- sandwich(scores, theta); k <- length(theta); m1 <- theta[k - 1]; m0 <- theta[k]
  difference <- sqrt(v[k - 1, k - 1] + v[k, k] - 2 * v[k - 1, k])
  ratio <- sqrt(v[k - 1, k - 1] / m1^2 + v[k, k] / m0^2 - 2 * v[k - 1, k] / (m1 * m0))
  data.frame(records, method, rate = m1, baseline_rate = m0, std_error = difference, log_ratio_error = ratio,
             effective_n = sum(weight)^2 / sum(weight^2), largest_weight = max(weight) / sum(weight))
}
ipw <- function(records, d) {
  x <- model.matrix(~ . - arm - event, droplevels(d[, setdiff(names(d), "day")]))
  fit <- glm.fit(x, d$arm, family = binomial(), control = list(epsilon = 1e-14, maxit = 100))
  b <- fit$coefficients; w <- exp(as.vector(x %*% b)); base <- d$arm == 0
  m1 <- mean(d$event[!base]); m0 <- weighted.mean(d$event[base], w[base])
  scores <- function(t) {
    b <- t[seq_along(fit$coefficients)]; m <- tail(t, 2); eta <- as.vector(x %*% b)
    cbind(x * (d$arm - plogis(eta)), d$arm * (d$event - m[1]), (1 - d$arm) * exp(eta) * (d$event - m[2]))
  }
  report(records, "ipw", d, w[base], c(b, m1, m0), scores)
}
entropy <- function(records, d) {
  x <- model.matrix(~ . - arm - event, droplevels(d[, setdiff(names(d), "day")]))[, -1]; base <- d$arm == 0
  m <- colMeans(x[!base, ]); centered <- sweep(x[base, ], 2, m)
  dual <- function(l) log(sum(exp(centered %*% l)))
  slope <- function(l) { w <- exp(as.vector(centered %*% l)); colSums(w * centered) / sum(w) }
  l <- optim(rep(0, ncol(x)), dual, slope, method = "BFGS", control = list(reltol = 1e-16, maxit = 10000))$par
  for (i in 1:5) { # Newton's last steps
    w <- exp(as.vector(centered %*% l)); w <- w / sum(w); g <- colSums(w * centered)
    l <- l - solve(crossprod(centered * w, centered) - tcrossprod(g), g)
  }
  w <- exp(as.vector(centered %*% l)); k <- ncol(x)
  scores <- function(t) {
    m <- t[1:k]; l <- t[k + 1:k]; mu <- tail(t, 2); c <- sweep(x, 2, m); e <- exp(as.vector(c %*% l))
    cbind(d$arm * c, (1 - d$arm) * e * c, d$arm * (d$event - mu[1]), (1 - d$arm) * e * (d$event - mu[2]))
  }
  report(records, "entropy", d, w, c(m, l, mean(d$event[!base]), weighted.mean(d$event[base], w)), scores)
}
out <- rbind(ipw("rossi", rossi), entropy("rossi", rossi), ipw("green_winik", dc), entropy("green_winik", dc))
out[-(1:2)] <- lapply(out[-(1:2)], function(x) sprintf("%.15g", x))
write.csv(out, "weighting.csv", row.names = FALSE, quote = FALSE)

# The weighted curve of the Rossi baseline, its weights taken as known: robust error of survfit.
x <- model.matrix(~ race + age + priors, droplevels(rossi))
fit <- glm.fit(x, rossi$arm, family = binomial(), control = list(epsilon = 1e-14, maxit = 100))
base <- rossi$arm == 0; w <- exp(as.vector(x %*% fit$coefficients))[base]; w <- w / sum(w)
curve <- survfit(Surv(rossi$day[base], rossi$event[base]) ~ 1, weights = w, robust = TRUE)
shown <- summary(curve, times = c(70, 182, 273, 364))
write.csv(data.frame(day = shown$time, estimate = sprintf("%.15g", shown$surv), std_error = sprintf("%.15g", shown$std.err)),
          "weighted_curve.csv", row.names = FALSE, quote = FALSE)
