using System.Text.Json;
using TopologyMirror.Quickstart.Commands;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>The results for programs: one JSON object.</summary>
internal sealed record JsonReport(
    string Trace,
    int Seed,
    int Steps,
    string Events,
    int Joins,
    int Replaces,
    int RolledBack,
    int Resyncs,
    int InvariantViolations,
    int Deviations,
    IReadOnlyList<JsonRelease> Releases,
    JsonForecast Forecast,
    IReadOnlyList<JsonPolicy> Policies,
    double WallSeconds)
{
    /// <summary>Writes the object, on one line.</summary>
    /// <param name="result">The result.</param>
    /// <param name="wall">How long all of it took; the one number that differs from run to run.</param>
    public static string Render(ComparisonResult result, TimeSpan wall)
    {
        PipelineReplayResult mirror = result.Mirror;
        var report = new JsonReport(
            result.Trace.Name,
            result.Settings.Seed,
            result.Trace.Window.EvaluatedTicks,
            EventNames.Of(result.Settings.Events),
            mirror.Joins,
            mirror.Replaces,
            mirror.RolledBack,
            mirror.Resyncs,
            mirror.InvariantViolations,
            mirror.Deviations,
            [.. mirror.Scored.Releases.Select(r => JsonRelease.Of(r, result.Trace))],
            JsonForecast.Of(mirror.Forecast),
            [.. result.Policies.Select(p => JsonPolicy.Of(p, result.Trace))],
            Math.Round(wall.TotalSeconds, 3));
        return JsonSerializer.Serialize(report, JsonReportContext.Plain.JsonReport);
    }

    /// <summary>JSON has no NaN and no infinity.</summary>
    /// <param name="number">The number.</param>
    public static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;
}
