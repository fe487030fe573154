using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>The model sets that are tried when nothing else is said.</summary>
internal static class ModelSetCatalogue
{
    /// <summary>Every model alone; of the default pool every pair, every triple and the whole.</summary>
    public static IReadOnlyList<ForecastModelSet> All { get; } =
    [
        .. Enum.GetValues<ForecastModel>().Select(model => new ForecastModelSet(model))
            .Concat(Subsets(2)).Concat(Subsets(3)).Append(ForecastModelSet.DefaultPool).Distinct(),
    ];

    private static IEnumerable<ForecastModelSet> Subsets(int size)
    {
        IReadOnlyList<ForecastModel> pool = ForecastModelSet.DefaultPool.Models;
        return Enumerable.Range(0, 1 << pool.Count).Where(mask => int.PopCount(mask) == size)
            .Select(mask => new ForecastModelSet(pool.Where((_, i) => (mask & (1 << i)) != 0)));
    }
}
