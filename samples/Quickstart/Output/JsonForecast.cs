using TopologyMirror.Forecasting;

namespace TopologyMirror.Quickstart.Output;

/// <summary>How good the forecast was.</summary>
internal sealed record JsonForecast(double? Mase, double? Wql, IReadOnlyList<JsonCoverage> Coverage)
{
    public static JsonForecast Of(ForecastScore score) => new(
        JsonReport.Finite(score.Mase),
        JsonReport.Finite(score.Wql),
        [.. score.Coverage.Select(c => new JsonCoverage(c.Lead.TotalMinutes, c.Probability, JsonReport.Finite(c.Value)))]);
}
