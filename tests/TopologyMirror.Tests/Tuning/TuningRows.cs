using TopologyMirror.Forecasting;
using TopologyMirror.Tuning;

namespace TopologyMirror.Tests.Tuning;

/// <summary>Measured rows as a test states them.</summary>
internal static class TuningRows
{
    public static readonly ForecastModelSet[] Sets = [.. ModelSetCatalogue.All];

    public static ForecastTuningRow Row(ForecastModelSet models, double microseconds, double loss) =>
        new(models, new ForecastCost(TimeSpan.FromMicroseconds(microseconds), TimeSpan.Zero, 0, 0), new ForecastAccuracy(loss, loss / 10, loss, 1, 0.9, 0.99));

    public static ForecastTuningRow Row(ForecastModel model, double microseconds, double loss) => Row(new ForecastModelSet(model), microseconds, loss);
}
