# Means of paired changes with their t interval, and Wilcoxon's signed-rank p, as R gives them.
#   Rscript tests/oracles/paired_changes.R > tests/oracles/paired_changes.csv
# Changes are on 0-100. scipy (and so the product) takes exact ranks where there are few and no ties, every
# assignment of signs where there are at most 13 with ties, and otherwise the normal approximation without correction.
sets <- list(
  no_ties = c(4, -10, 25, 31, 47, -3, 8, 62),
  likert = c(25, 25, 0, -25, 50, 25, 0, 75, -50, 25, 25, 0, 50, 25, -25, 25, 100, 0, 25, 50),
  two = c(25, 50)
)
options(digits = 17)
cat("name,changes,mean,low,high,p\n")
for (name in names(sets)) {
  x <- sets[[name]]
  t <- t.test(x)  # the same as t.test(after, before, paired = TRUE)
  ties <- any(duplicated(abs(x[x != 0]))) || any(x == 0)
  w <- if (ties) wilcox.test(x, exact = FALSE, correct = FALSE) else wilcox.test(x, exact = TRUE)
  cat(name, paste(x, collapse = " "), format(mean(x), digits = 17), format(t$conf.int[1], digits = 17),
      format(t$conf.int[2], digits = 17), format(w$p.value, digits = 17), sep = ",")
  cat("\n")
}
