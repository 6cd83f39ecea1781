# The row-level route: glm for the chance to be in the arm, weights p / (1 - p), the weighted curve with its robust error.
# Rscript weighting_rows.R ROWS.csv: seconds of processor time, and the difference at the window's end.
library(survival)
rows <- read.csv(commandArgs(TRUE)[1])
covariates <- setdiff(names(rows), c("arm", "event", "day"))
covariates <- covariates[sapply(rows[covariates], function(column) length(unique(column)) > 1)]
for (name in covariates) rows[[name]] <- factor(rows[[name]])
used <- system.time({
  fit <- glm(reformulate(covariates, "arm"), binomial(), rows)
  weight <- ifelse(rows$arm == 1, 1, fitted(fit) / (1 - fitted(fit)))
  curve <- survfit(Surv(day, event) ~ arm, rows, weights = weight, robust = TRUE)
})
rate <- tapply(weight * rows$event, rows$arm, sum) / tapply(weight, rows$arm, sum)
cat(sprintf("%d rows: %.1f s of processor time; %.15g\n", nrow(rows), sum(used[1:2]), rate[["1"]] - rate[["0"]]))
