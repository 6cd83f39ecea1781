# Child process: R's survival package on the same releases; writes its times and results as CSV into the folder.
# Arguments: a folder as other_programs.py writes it; rows or counts; whether to fit the cumulative incidence too.
suppressPackageStartupMessages(library(survival))
given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
fed <- given[2]
with_incidence <- given[3] == "TRUE"
size <- file.info(file.path(folder, "arm_set.u16"))$size / 2
read <- function(name) readBin(file.path(folder, name), "integer", size, size = 2, signed = FALSE, endian = "little")
arm_set <- read("arm_set.u16")
packed <- read("outcome.u16")
weight <- rep(1, length(packed))
if (fed == "counts") {
  kind <- arm_set * 65536 + packed
  counted <- rle(sort(kind))
  arm_set <- counted$values %/% 65536
  packed <- counted$values %% 65536
  weight <- counted$lengths
}
day <- packed %/% 4
state <- packed %% 4
groups <- read.csv(file.path(folder, "groups.csv"), colClasses = "character")
sets_of <- function(text) as.integer(strsplit(text, " ")[[1]])
timed <- function(expression) system.time(expression, gcFirst = FALSE)[["elapsed"]]
seconds <- c(km = 0, test = 0, cif = 0)
curves <- list()
tests <- list()
for (row in seq_len(nrow(groups))) {
  arm <- groups$arm[row]
  mine <- arm_set %in% sets_of(groups$members[row])
  other <- arm_set %in% sets_of(groups$baseline[row])
  this <- data.frame(day = day[mine], state = state[mine], weight = weight[mine])
  seconds["km"] <- seconds["km"] + timed(
    fit <- survfit(Surv(day, state == 1) ~ 1, this, weights = if (fed == "counts") weight, conf.type = "log-log"))
  found <- summary(fit, times = 0:max(day), extend = TRUE)
  curve <- data.frame(arm = arm, day = found$time, km = found$surv, km_error = found$std.err)
  if (with_incidence) {
    this$how <- factor(this$state, 0:2, c("end", "event", "death"))
    seconds["cif"] <- seconds["cif"] + timed(fit <- survfit(Surv(day, how) ~ 1, this, weights = if (fed == "counts") weight))
    found <- summary(fit, times = 0:max(day), extend = TRUE)
    curve$cif <- found$pstate[, 2]
    curve$cif_error <- found$std.err[, 2]
  }
  curves[[arm]] <- curve
  if (fed == "rows" && arm != "retributive_only" && any(other)) {
    both <- data.frame(
      day = c(this$day, day[other]), state = c(this$state, state[other]),
      group = rep(0:1, c(nrow(this), sum(other))))
    seconds["test"] <- seconds["test"] + timed(test <- survdiff(Surv(day, state == 1) ~ group, both))
    tests[[arm]] <- data.frame(arm = arm, chi2 = test$chisq)
  }
}
write.csv(do.call(rbind, curves), file.path(folder, paste0(fed, "_curves.csv")), row.names = FALSE)
write.csv(data.frame(part = names(seconds), seconds = seconds), file.path(folder, paste0(fed, "_seconds.csv")), row.names = FALSE)
if (fed == "rows") write.csv(do.call(rbind, tests), file.path(folder, "rows_tests.csv"), row.names = FALSE)
