using System.ComponentModel.DataAnnotations;
using TopologyMirror.Forecasting;
using TopologyMirror.Internal;

namespace TopologyMirror.Tuning;

/// <summary>What <see cref="ForecastTuner"/> measures, and what a forecast may cost.</summary>
public sealed class ForecastTunerOptions
{
    /// <summary>How many steps of the grid are forecast. Default: 12, an hour of five-minute steps.</summary>
    [Within(1, 2016)]
    public int HorizonSteps { get; set; } = 12;

    /// <summary>What one update and one forecast of one series may take together. Default: 50 µs.</summary>
    [Within(typeof(TimeSpan), "00:00:00.0000001", "00:01:00")]
    public TimeSpan Budget { get; set; } = TimeSpan.FromMicroseconds(50);

    /// <summary>How many forecasts are scored at most, spread over the scored part of the history. Default: 200.</summary>
    [Within(ForecastTuner.FewestOrigins, 100_000)]
    public int Origins { get; set; } = 200;

    /// <summary>Share of the history, its newest part, that forecasts are scored on; what lies before is only learnt. Default: 0.5.</summary>
    [Within(0.05, 0.95)]
    public double ScoredShare { get; set; } = 0.5;

    /// <summary>
    /// Season of the seasonal naive forecast that accuracy is relative to, rounded to whole steps; one step where no whole season lies
    /// before the scored part. Default: 1 day.
    /// </summary>
    [Within(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan Season { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often cost is measured, after one round to warm up; the least counts. Default: 5.</summary>
    [Within(1, 1000)]
    public int Rounds { get; set; } = 5;

    /// <summary>
    /// Updates and forecasts in one round of measuring; so many that what models do once in some hundred samples has its share in every
    /// round. Default: 1024.
    /// </summary>
    [Within(1, 100_000)]
    public int TicksPerRound { get; set; } = 1024;

    /// <summary>Share by which two measured costs may differ and still count as equal. Default: 0.1.</summary>
    [Within(0.0, 1.0)]
    public double CostNoise { get; set; } = 0.1;

    /// <summary>
    /// The model sets to try. Where there is none: every model alone, and of <see cref="ForecastModelSet.DefaultPool"/> every pair, every
    /// triple and the whole. Default: none.
    /// </summary>
    [Required]
    public IList<ForecastModelSet> ModelSets { get; private set; } = [];

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ForecastTunerOptions Copy()
    {
        var copy = (ForecastTunerOptions)MemberwiseClone();
        copy.ModelSets = [.. ModelSets];
        return copy;
    }
}
