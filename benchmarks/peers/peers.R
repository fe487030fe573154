# Forecasts of R's forecast package, single-threaded, for the jobs of a file.
#
#   Rscript peers.R JOBS.csv OUT.csv METHODS LEVELS
#
# JOBS.csv holds a line per job: file,train_start,train_end,horizon,seasons; file is a series (timestamp,value), rows are counted
# from 0, the end is exclusive, seasons are steps per period with ';' between them, the shortest first.
# METHODS has commas between the names that are listed below; LEVELS has commas between probabilities, in ascending order.
# OUT.csv gets a line per job and method: job,method,cpu_ms, then horizon x levels quantiles, step by step. A job that a method
# could not do has no quantiles. cpu_ms is user and system time of the fit and its forecast, without R's start and reading.

fail <- function(...) {
  message(...)
  quit(status = 1)
}

Sys.setenv(OMP_NUM_THREADS = "1", OPENBLAS_NUM_THREADS = "1", MKL_NUM_THREADS = "1")
if (!suppressMessages(suppressWarnings(requireNamespace("forecast", quietly = TRUE)))) {
  fail("the R package forecast is not installed")
}
suppressMessages(library(forecast))

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 4) {
  fail("usage: Rscript peers.R JOBS.csv OUT.csv METHODS LEVELS")
}
jobs <- read.csv(arguments[1], colClasses = c("character", "integer", "integer", "integer", "character"))
methods <- strsplit(arguments[3], ",")[[1]]
levels <- as.numeric(strsplit(arguments[4], ",")[[1]])

# Central intervals, in per cent, that hold every level but the middle one.
intervals <- sort(unique(round(100 * abs(2 * levels[levels != 0.5] - 1), 9)))

one <- function(y, seasons) ts(y, frequency = seasons[1])
all_seasons <- function(y, seasons) {
  fitting <- seasons[2 * seasons <= length(y)]
  if (length(fitting) > 1) msts(y, fitting) else one(y, seasons)
}
root <- function(y) sqrt(pmax(y, 0))

# Each takes the training values, the seasons and the horizon; what is fitted to roots is squared back below.
catalog <- list(
  snaive = function(y, m, h) snaive(one(y, m), h = h, level = intervals),
  thetaf = function(y, m, h) thetaf(one(y, m), h = h, level = intervals),
  thetaf_sqrt = function(y, m, h) thetaf(one(root(y), m), h = h, level = intervals),
  stlf_ets = function(y, m, h) stlf(one(y, m), method = "ets", h = h, level = intervals),
  mstl_ets = function(y, m, h) stlf(all_seasons(y, m), method = "ets", h = h, level = intervals),
  mstl_ets_sqrt = function(y, m, h) stlf(all_seasons(root(y), m), method = "ets", h = h, level = intervals),
  mstl_arima = function(y, m, h) stlf(all_seasons(y, m), method = "arima", h = h, level = intervals),
  auto_arima = function(y, m, h) forecast(auto.arima(one(y, m)), h = h, level = intervals)
)
unknown <- setdiff(methods, names(catalog))
if (length(unknown) > 0) {
  fail("there is no method ", unknown[1], "; there are ", paste(names(catalog), collapse = ", "))
}

# The quantiles of a forecast, a row per step; below 0 becomes 0.
quantiles <- function(f, squared) {
  rows <- sapply(levels, function(p) {
    column <- which.min(abs(intervals - 100 * abs(2 * p - 1)))
    values <- if (p == 0.5) f$mean else if (p < 0.5) as.matrix(f$lower)[, column] else as.matrix(f$upper)[, column]
    pmax(as.numeric(values), 0)
  })
  rows <- matrix(rows, ncol = length(levels))
  if (squared) rows^2 else rows
}

out <- file(arguments[2], "w")
series <- NULL
open_file <- ""
for (i in seq_len(nrow(jobs))) {
  job <- jobs[i, ]
  if (job$file != open_file) {
    series <- read.csv(job$file)$value
    open_file <- job$file
  }
  if (job$train_start < 0 || job$train_start >= job$train_end || job$train_end > length(series)) {
    fail("job ", i - 1, " trains on rows ", job$train_start, " to ", job$train_end, " of ", length(series))
  }
  y <- series[(job$train_start + 1):job$train_end]
  seasons <- as.integer(strsplit(job$seasons, ";")[[1]])
  for (method in methods) {
    if (i == 1) {
      # Once untimed: what R loads and compiles on the way is no part of a fit.
      try(suppressWarnings(catalog[[method]](y, seasons, job$horizon)), silent = TRUE)
    }
    begun <- proc.time()
    f <- tryCatch(suppressWarnings(catalog[[method]](y, seasons, job$horizon)), error = function(e) {
      message("job ", i - 1, ", ", method, ": ", conditionMessage(e))
      NULL
    })
    taken <- proc.time() - begun
    cpu <- 1000 * (taken[["user.self"]] + taken[["sys.self"]])
    values <- if (is.null(f)) "" else paste(format(as.vector(t(quantiles(f, grepl("_sqrt$", method)))), digits = 15, trim = TRUE), collapse = ",")
    writeLines(paste(i - 1, method, cpu, values, sep = ","), out)
  }
  message("job ", i, " of ", nrow(jobs))
}
close(out)
