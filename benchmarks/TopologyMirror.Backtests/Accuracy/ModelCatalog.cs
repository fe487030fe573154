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
        .. Enum.GetValues<ForecastModel>().Select(model => new ForecasterModel(Name(model), new EnsembleForecaster(Name(model), model))),
        new ForecasterModel(EnsembleForecaster.Default.Name, EnsembleForecaster.Default),
    ];

    /// <summary>Refuses a name that no model has.</summary>
    public static void Check(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => All.All(m => m.Name != name)) is { } unknown)
        {
            throw new BacktestException($"There is no model '{unknown}'; there are {string.Join(", ", All.Select(m => m.Name))}.");
        }
    }

    // The names in the library's style: words in small letters with hyphens between them.
    private static string Name(ForecastModel model) =>
        string.Concat(model.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
