namespace TopologyMirror.Tuning;

/// <summary>The times of the ticks of one round of measuring, in units of the clock. Not thread-safe.</summary>
/// <param name="ticks">How many ticks a round has.</param>
internal sealed class TickTimes(int ticks)
{
    /// <summary>
    /// How many times the median of its round a tick may take. More is not the models' doing, not even when they are fitted anew:
    /// something else ran on the processor.
    /// </summary>
    public const int LongestInMedians = 16;

    private readonly long[] _updates = new long[ticks];
    private readonly long[] _forecasts = new long[ticks];
    private readonly long[] _sorted = new long[ticks];

    /// <summary>Notes what a tick took.</summary>
    public void Set(int tick, long update, long forecast) => (_updates[tick], _forecasts[tick]) = (update, forecast);

    /// <summary>The mean of what updates and forecasts took; a tick that took too long counts as the longest there may be.</summary>
    public (double Update, double Forecast) Means()
    {
        for (int i = 0; i < ticks; i++)
        {
            _sorted[i] = _updates[i] + _forecasts[i];
        }

        Array.Sort(_sorted);
        double longest = (double)LongestInMedians * _sorted[ticks / 2];
        double update = 0;
        double forecast = 0;
        for (int i = 0; i < ticks; i++)
        {
            double total = (double)_updates[i] + _forecasts[i];
            double counted = total > longest ? longest / total : 1;
            update += counted * _updates[i];
            forecast += counted * _forecasts[i];
        }

        return (update / ticks, forecast / ticks);
    }
}
