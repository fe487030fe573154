namespace TopologyMirror.Backtests.Sweep;

/// <summary>Runs one trace by some policies.</summary>
internal static class Backtest
{
    /// <summary>Runs it.</summary>
    /// <param name="job">Trace, events and seed.</param>
    /// <param name="policies">The policies, at least one.</param>
    /// <param name="leadTime">How long every launch takes; null for drawn times.</param>
    public static BacktestRun Run(SweepJob job, IReadOnlyList<SweepPolicy> policies, TimeSpan? leadTime)
    {
        var trace = new SweepTrace(job.File, job.Variant, job.Seed, leadTime);
        return new BacktestRun
        {
            Set = job.Set,
            Trace = trace.Scenario.Trace.Name,
            Variant = job.Variant,
            Seed = job.Seed,
            LeadTime = leadTime,
            Policies = [.. policies.Select(p => p.Run(trace))],
        };
    }
}
