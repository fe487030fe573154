using System.Globalization;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Output;

/// <summary>What became of a release.</summary>
internal sealed record JsonRelease(
    int Generation,
    bool Bad,
    string DueAt,
    string Outcome,
    string? FirstServedAt,
    string? AllServedAt,
    string? EndedAt,
    double? Minutes,
    bool WithinTwoHours,
    bool AsItShouldBe)
{
    public static JsonRelease Of(ReplayReleaseResult release, ReplayTrace trace) => new(
        release.Release.Generation,
        release.Release.IsBad,
        Time(trace, release.Release.Tick)!,
        SummaryText.Outcome(release.Outcome),
        Time(trace, release.FirstServedAt),
        Time(trace, release.AllServedAt),
        Time(trace, release.EndedAt),
        JsonReport.Finite(release.Minutes),
        release.IsWithinDeadline,
        release.IsAsItShouldBe);

    private static string? Time(ReplayTrace trace, int? tick) =>
        ReleaseTimes.At(trace, tick)?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
