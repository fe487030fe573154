using System.ComponentModel.DataAnnotations;
using TopologyMirror.Internal;

namespace TopologyMirror.Forecasting;

/// <summary>How far is looked ahead and back, and with what.</summary>
public sealed class ForecastOptions
{
    /// <summary>How far ahead load is forecast; at least one step of every metric. Default: 1 hour.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "31.00:00:00")]
    public TimeSpan Horizon { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How much history is read at the start and kept. Default: 28 days.</summary>
    [Within(typeof(TimeSpan), "00:10:00", "731.00:00:00")]
    public TimeSpan HistoryLength { get; set; } = TimeSpan.FromDays(28);

    /// <summary>
    /// Names of the <see cref="ForecastModel"/>s that forecast, in any case and order; one that is given twice counts once. Where there is
    /// one, no other forecaster may be set. Default: none, which leaves the choice to code.
    /// </summary>
    [Required]
    [NamesOf(typeof(ForecastModel))]
    public IList<string> Models { get; private set; } = [];

    /// <summary>The models that forecast; null where none is named.</summary>
    internal ForecastModelSet? PinnedModels => ForecastModelSet.TryParse(Models, out ForecastModelSet? models) ? models : null;

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ForecastOptions Copy()
    {
        var copy = (ForecastOptions)MemberwiseClone();
        copy.Models = [.. Models];
        return copy;
    }
}
