# Figures that the curves, the log-rank test and their summaries must agree with.
# Made with R 4.2.2, survival 3.5-3, by: cd tests/oracles && Rscript survival.R
# The tests read the three CSV files only; R is needed to make them again, not to run the tests.
library(survival)

# ---- made-up releases: state 0 = end of follow-up, 1 = event, 2 = death ------------------------
hand <- data.frame(case = "hand", arm = 1,
                   person = c(1, 2, 3, 1, 4, 5, 4, 2, 6, 1),
                   day    = c(0, 0, 0, 1, 1, 1, 2, 3, 3, 5),
                   state  = c(1, 2, 0, 1, 2, 0, 1, 1, 1, 1))
draw <- function(case, arm, n, people, last, event_mean, death_mean, end) {
  event <- floor(rexp(n, 1 / event_mean)); death <- floor(rexp(n, 1 / death_mean))
  end <- pmin(end(n), last)
  day <- pmin(event, death, end)   # on one day: event, then death, then end of follow-up
  data.frame(case = case, arm = arm, person = sample(people, n, replace = TRUE), day = day,
             state = ifelse(event == day, 1, ifelse(death == day, 2, 0)))
}
set.seed(1979)
ragged <- function(n) sample(20:80, n, replace = TRUE)
full <- function(n) rep(10^6, n)
releases <- rbind(
  hand,
  draw("ragged", 1, 260, 1:150, 80, 60, 200, ragged),      # many ties, every kind of end
  draw("ragged", 0, 340, 100:330, 80, 45, 200, ragged),    # people 100-150 stand in both arms
  draw("to_the_end", 1, 60, 1:40, 10^6, 30, 10^9, full),   # everyone has the event: the share reaches 0
  draw("to_the_end", 0, 50, 30:60, 10^6, 30, 40, full),    # everyone has the event or dies
  draw("one_person", 1, 12, c(7, 7), 80, 30, 60, ragged),  # one cluster: its influences add up to 0
  data.frame(case = "half", arm = 1, person = c(1, 1, 2, 3), day = c(1, 2, 5, 9), state = 1),  # 0.5 exactly
  draw("rare", 1, 200, 1:90, 80, 4000, 4000, ragged))      # hardly an event
write.csv(releases, "survival_releases.csv", row.names = FALSE, quote = FALSE)

exact <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
rows <- list(); keep <- function(x) rows[[length(rows) + 1]] <<- x
table_of <- function(case, arm, kind, clustered, day, at_risk, p, se, low, high)
  keep(data.frame(case, arm, kind, clustered, day, at_risk, estimate = exact(p), std_error = exact(se),
                  low = exact(low), high = exact(high)))
loglog <- function(p, se) survival:::survfit_confint(p, se, logse = FALSE, conf.type = "log-log", conf.int = .95)
summaries <- list(); tell <- function(case, figure, value)
  summaries[[length(summaries) + 1]] <<- data.frame(case, figure, value = exact(value))

for (part in split(releases, list(releases$case, releases$arm), drop = TRUE)) {
  case <- part$case[1]; arm <- part$arm[1]; name <- paste(case, arm, sep = ":")
  # Kaplan-Meier: Greenwood
  f <- survfit(Surv(day, state == 1) ~ 1, part, conf.type = "log-log"); s <- summary(f, censored = TRUE)
  table_of(case, arm, "km", 0, s$time, s$n.risk, s$surv, s$std.err, s$lower, s$upper)
  med <- summary(f)$table
  for (q in c("median", "0.95LCL", "0.95UCL")) tell(name, q, med[[q]])
  for (h in c(10, 45, 60)) {
    m <- survival:::survmean(f, rmean = h)$matrix
    tell(name, paste0("rmean_", h), m[["rmean"]]); tell(name, paste0("rmean_se_", h), m[["se(rmean)"]])
  }
  # Kaplan-Meier: clustered infinitesimal jackknife
  f <- survfit(Surv(day, state == 1) ~ 1, part, conf.type = "log-log", cluster = part$person, robust = TRUE)
  s <- summary(f, censored = TRUE)
  table_of(case, arm, "km", 1, s$time, s$n.risk, s$surv, s$std.err, s$lower, s$upper)
  # its restricted mean: R's influence of each person on the curve, added up over the days before h
  i <- survfit(Surv(day, state == 1) ~ 1, part, cluster = part$person, robust = TRUE, influence = 1)
  stopifnot(nrow(i$influence.surv) == length(unique(part$person)))
  for (h in c(10, 45, 60)) {
    width <- pmin(c(i$time[-1], Inf), h) - pmin(i$time, h)
    tell(name, paste0("rmean_clustered_se_", h), sqrt(sum((i$influence.surv %*% width)^2)))
  }
  # Aalen-Johansen: infinitesimal jackknife. This version of survival leaves `cluster` out of account
  # in a multi-state curve, so the clustered error adds its own influences up by person.
  st <- factor(part$state, 0:2, c("end", "event", "death"))
  if (any(part$state == 1)) {
    f <- survfit(Surv(day, st) ~ 1, part, id = seq_len(nrow(part)), influence = TRUE)
    k <- match("event", f$states); p <- f$pstate[, k]; se <- f$std.err[, k]
    at_risk <- f$n.risk[, 1]; ci <- loglog(1 - p, se)
    table_of(case, arm, "cif", 0, f$time, at_risk, p, se, 1 - ci$upper, 1 - ci$lower)
    u <- f$influence.pstate[, , k]; if (dim(u)[2] == length(f$time) + 1) u <- u[, -1]
    stopifnot(max(abs(sqrt(colSums(u^2)) - se)) < 1e-14)
    se <- sqrt(colSums(rowsum(u, part$person)^2)); ci <- loglog(1 - p, se)
    table_of(case, arm, "cif", 1, f$time, at_risk, p, se, 1 - ci$upper, 1 - ci$lower)
  }
}
write.csv(do.call(rbind, rows), "survival_curves.csv", row.names = FALSE, quote = FALSE)

for (case in c("ragged", "to_the_end")) for (w in c(5, 30, 60, 10^6)) {
  part <- releases[releases$case == case, ]
  cut <- survdiff(Surv(pmin(day, w), state == 1 & day <= w) ~ arm, part)
  tell(case, paste0("chi2_", w), cut$chisq)
  tell(case, paste0("p_", w), pchisq(cut$chisq, 1, lower.tail = FALSE))
}
write.csv(do.call(rbind, summaries), "survival_summaries.csv", row.names = FALSE, quote = FALSE)
