using TopologyMirror.Backtests.Sweep;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Realised;

/// <summary>Reads traces and counts how often their plans were exceeded.</summary>
internal static class RealisedRun
{
    private static readonly TimeSpan MedianLead = TimeSpan.FromMinutes(10);
    // As many as the pipeline draws: of fewer, a risk of 1 % is a matter of a few.
    private const int Courses = 250;

    // What the pipeline rehearses at its start.
    private static readonly TimeSpan History = TimeSpan.FromDays(3);

    private static readonly double[] Risks = [0.01, 0.05, 0.1];

    /// <summary>Counts.</summary>
    /// <param name="settings">Traces, launch time, further risks and threads.</param>
    /// <param name="progress">Takes a line per trace.</param>
    public static RealisedJson Of(SweepSettings settings, TextWriter progress)
    {
        double[] risks = [.. Risks.Concat(settings.Risks).Distinct().Order()];
        (string Set, FileInfo File)[] files = [.. settings.Files()];
        List<(string, IReadOnlyList<RealisedTally>)> traces = [];
        SweepOrder.Run(files.Length, settings.Threads, i => OfTrace(files[i].File, risks, settings.LeadTime), tallies =>
        {
            (string set, FileInfo file) = files[traces.Count];
            progress.WriteLine($"{set} {file.Name}: {tallies[0].Windows} windows");
            traces.Add((set, tallies));
        });
        return RealisedJson.Of(traces);
    }

    private static IReadOnlyList<RealisedTally> OfTrace(FileInfo file, double[] risks, TimeSpan? leadTime)
    {
        ReplayTrace trace = ReplayTrace.Create([TraceFiles.Read(file)]);
        int lead = leadTime is { } given ? trace.Clock.Ticks(given) : trace.Clock.IsMinute ? trace.Clock.Ticks(MedianLead) : 1;
        return RealisedRisk.Of(new ReplayForecasts(trace, SweepTrace.HorizonOf(leadTime), paths: Courses, before: History), risks, lead);
    }
}
