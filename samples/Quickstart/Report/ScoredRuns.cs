using System.Globalization;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Switchover;

namespace TopologyMirror.Quickstart.Report;

/// <summary>The switchovers of the scored time, and what is said of each.</summary>
internal static class ScoredRuns
{
    /// <summary>The runs that ended in the scored time, oldest first.</summary>
    /// <param name="result">The result.</param>
    public static IReadOnlyList<SwitchoverState> Of(ComparisonResult result)
    {
        DateTimeOffset from = result.Trace.Start + (result.Trace.Window.EvaluatedStart * result.Trace.Clock.Tick);
        return [.. result.Mirror.Runs.Where(r => r.EnteredAt >= from)];
    }

    /// <summary>What a run changed, for example <c>+2</c>.</summary>
    /// <param name="run">The run.</param>
    public static string Change(SwitchoverState run) => run.Plan.Kind switch
    {
        SwitchoverKind.Join => string.Create(CultureInfo.InvariantCulture, $"+{run.Plan.Promote.Count}"),
        SwitchoverKind.Replace => string.Create(CultureInfo.InvariantCulture, $"+{run.Plan.Promote.Count} −{run.Plan.Leaving.Count()}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"−{run.Plan.Leaving.Count()}"),
    };

    /// <summary>A run in one line.</summary>
    /// <param name="run">The run.</param>
    public static string Describe(SwitchoverState run) => string.Create(
        CultureInfo.InvariantCulture, $"{run.Plan.OpenedAt:d MMM HH:mm:ss} {run.Plan.Kind} {Change(run)}, {run.Outcome}. {run.Plan.Reason}");
}
