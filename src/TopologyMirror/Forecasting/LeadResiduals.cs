namespace TopologyMirror.Forecasting;

/// <summary>Residual windows, one per lead of the grid, that each reach about a week back in a bounded number of residuals.</summary>
internal sealed class LeadResiduals
{
    private const int Capacity = 1024;
    private const int FewestForALead = 12;
    private const int TakenUnthinned = 256;

    // Neighbouring residuals of a long lead say nearly the same: this many per stretch of the lead's length are enough.
    private const double PerLead = 32;

    private static readonly TimeSpan Reach = TimeSpan.FromDays(7);

    private readonly ResidualWindow[] _windows;
    private readonly uint[] _thresholds;

    public LeadResiduals(int[] leads, TimeSpan step)
    {
        double steps = Math.Max(Reach / step, TakenUnthinned * 2);
        _windows = new ResidualWindow[leads.Length];
        _thresholds = new uint[leads.Length];
        for (int i = 0; i < leads.Length; i++)
        {
            double rate = Math.Min(1, Math.Min(Capacity / steps, PerLead / leads[i]));
            _thresholds[i] = (uint)(rate * uint.MaxValue);
            _windows[i] = new ResidualWindow(Math.Clamp((int)(rate * steps), TakenUnthinned, Capacity));
        }
    }

    /// <summary>
    /// Whether the residual of this lead is to be kept in this step. Thinning follows multiples of the golden ratio (Knuth, The Art of
    /// Computer Programming 3, 6.4), which are even over time and in step with no period of the series.
    /// </summary>
    public bool Takes(int lead, int time) =>
        _windows[lead].Count < TakenUnthinned || unchecked((uint)time * 2654435769u) <= _thresholds[lead];

    public void Add(int lead, double residual) => _windows[lead].Add(residual);

    /// <summary>Quantiles of the residuals of one lead of the grid, times <paramref name="scale"/>.</summary>
    /// <returns>Whether the lead has residuals enough; else nothing was written.</returns>
    public bool TryQuantiles(int lead, double scale, Span<double> quantiles)
    {
        // The first lead has the most residuals: what it has must do.
        if (_windows[lead].Count < (lead == 0 ? 1 : FewestForALead))
        {
            return false;
        }

        _windows[lead].Quantiles(QuantileLevels.Shared, quantiles);
        foreach (ref double quantile in quantiles)
        {
            quantile *= scale;
        }

        return true;
    }

    public void Save(StateWriter writer)
    {
        foreach (ResidualWindow window in _windows)
        {
            window.Save(writer);
        }
    }

    public bool TryLoad(ref StateReader reader)
    {
        foreach (ResidualWindow window in _windows)
        {
            if (!window.TryLoad(ref reader))
            {
                return false;
            }
        }

        return true;
    }
}
