using TopologyMirror.Forecasting;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>The models that are measured, by name.</summary>
internal static class ModelCatalog
{
    /// <summary>Both references, each model alone, the pool and the engine.</summary>
    public static IReadOnlyList<IBacktestModel> All { get; } =
    [
        new SeasonalNaiveReference(),
        new Naive2Reference(),
        new ForecasterModel("seasonal-naive", new SeasonalNaiveForecaster()),
        new ForecasterModel("smoothing", new SmoothingForecaster()),
        new ForecasterModel("median-pool", MedianPoolForecaster.Default),
    ];
}
