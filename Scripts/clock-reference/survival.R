# Kaplan-Meier reference numbers from R's survival package, for one or two samples at a time.
#
#   Rscript survival.R SAMPLES.tsv > NUMBERS.tsv
#
# SAMPLES.tsv has the lines "name<TAB>group<TAB>seconds<TAB>answered (0 or 1)"; NUMBERS.tsv has "name<TAB>key<TAB>value".
# Group 2 is the second sample of a log-rank test; the curve is that of group 1.
suppressPackageStartupMessages(library(survival))

shares <- c(0.25, 0.5, 0.75, 0.9)
limits <- c(60, 600, 3600, 14400, 86400, 604800, 2592000)

emit <- function(name, key, value) {
  cat(name, key, if (is.na(value)) "NA" else format(value, digits = 17, scientific = TRUE), sep = "\t")
  cat("\n")
}

input <- read.delim(commandArgs(trailingOnly = TRUE)[1], header = FALSE, quote = "",
                    col.names = c("name", "group", "seconds", "answered"))
for (name in unique(input$name)) {
  all <- input[input$name == name, ]
  one <- all[all$group == 1, ]
  fit <- survfit(Surv(seconds, answered) ~ 1, data = one, conf.type = "log-log")
  emit(name, "n", nrow(one))
  emit(name, "events", sum(one$answered))
  emit(name, "naive", if (any(one$answered == 1)) median(one$seconds[one$answered == 1]) else NA)
  # A tiny share first: quantile.survfit drops its tolerance for the smallest share of a call.
  found <- quantile(fit, probs = c(1e-6, shares))
  for (i in seq_along(shares)) {
    emit(name, paste0("q", shares[i] * 100), found$quantile[i + 1])
    emit(name, paste0("q", shares[i] * 100, "low"), found$lower[i + 1])
    emit(name, paste0("q", shares[i] * 100, "high"), found$upper[i + 1])
  }
  longest <- max(one$seconds)
  for (limit in limits) {
    at <- summary(fit, times = limit, extend = TRUE)
    known <- limit <= longest || at$surv == 0
    emit(name, paste0("s", limit), if (known) 1 - at$surv else NA)
    # Before the first time summary() gives an interval of no width, at a censoring before the first answer it gives none. The
    # transform isn't defined at a survival of 1 in either place.
    defined <- known && at$surv < 1
    emit(name, paste0("s", limit, "low"), if (defined) 1 - at$upper else NA)
    emit(name, paste0("s", limit, "high"), if (defined) 1 - at$lower else NA)
  }
  # A check of the whole curve in three numbers.
  events <- fit$n.event > 0
  emit(name, "steps", sum(events))
  emit(name, "sumsurvival", sum(fit$surv[events]))
  greenwood <- fit$std.err[events]^2
  emit(name, "sumgreenwood", sum(greenwood[is.finite(greenwood)]))
  if (any(all$group == 2)) {
    test <- survdiff(Surv(seconds, answered) ~ group, data = all)
    emit(name, "observed", test$obs[1])
    emit(name, "expected", test$exp[1])
    emit(name, "chisq", test$chisq)
    emit(name, "p", pchisq(test$chisq, 1, lower.tail = FALSE))
  }
}
