namespace TopologyMirror.Forecasting;

public sealed partial class LoadForecast
{
    /// <summary>Quantiles at many probabilities, in one pass over the levels.</summary>
    /// <param name="step">1 to <see cref="Steps"/>.</param>
    /// <param name="values">Rising probabilities, between 0 and 1 exclusive; replaced by their quantiles.</param>
    internal void Quantiles(int step, Span<double> values)
    {
        ReadOnlySpan<double> row = QuantilesAt(step);
        int i = 0;
        while (i < values.Length && values[i] <= _levels[0])
        {
            values[i] = Quantile(step, values[i]);
            i++;
        }

        for (int above = 1; above < row.Length; above++)
        {
            double slope = (row[above] - row[above - 1]) / (_levels[above] - _levels[above - 1]);
            double start = row[above - 1] - (slope * _levels[above - 1]);
            for (double end = _levels[above]; i < values.Length && values[i] < end; i++)
            {
                values[i] = Math.Clamp(start + (slope * values[i]), row[above - 1], row[above]);
            }
        }

        for (; i < values.Length; i++)
        {
            values[i] = Math.Min(Quantile(step, values[i]), double.MaxValue);
        }
    }
}
