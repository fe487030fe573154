namespace TopologyMirror.Forecasting;

/// <summary>The distributions that the pool states.</summary>
internal sealed partial class EnginePool
{
    private const double ShareOfShorter = 0.8;
    private const double MostRanges = 2;

    // Kept between forecasts, so that one allocates nothing but its result. Not part of the state.
    private double[] _centres = [];

    /// <summary>Quantiles of the roots of the next steps, a row per step.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="silent">Steps at the end that were filled in.</param>
    /// <param name="rows">Filled.</param>
    public void Forecast(int steps, int silent, Span<double> rows)
    {
        int models = _models.Length;
        Span<double> centres = Fit(ref _centres, models * steps);
        for (int m = 0; m < models; m++)
        {
            _models[m].Prepare(steps);
            _models[m].Forecast(centres.Slice(m * steps, steps));
        }

        int nodes = _leads.Around(steps + silent).Upper + 1;
        Span<double> offsets = stackalloc double[nodes * Levels];
        Offsets(offsets);
        Span<double> values = stackalloc double[models];
        Span<double> weights = stackalloc double[models];
        for (int step = 1; step <= steps; step++)
        {
            (int lower, int upper, double share) = _leads.Around(step + silent);
            ReadOnlySpan<double> light = _tracks[lower].Weights;
            ReadOnlySpan<double> heavy = _tracks[upper].Weights;
            for (int m = 0; m < models; m++)
            {
                values[m] = centres[(m * steps) + step - 1];
                weights[m] = light[m] + (share * (heavy[m] - light[m]));
            }

            double centre = Combine(values, weights, out _);
            double widening = _volatility.Now * Math.Sqrt(Math.Max((double)(step + silent) / _leads.Longest, 1));
            ReadOnlySpan<double> near = offsets.Slice(lower * Levels, Levels);
            ReadOnlySpan<double> far = offsets.Slice(upper * Levels, Levels);
            Span<double> row = rows.Slice((step - 1) * Levels, Levels);
            for (int k = 0; k < Levels; k++)
            {
                row[k] = centre + (widening * (near[k] + (share * (far[k] - near[k]))));
            }
        }
    }

    /// <summary>Courses of load that are distributed as a forecast says.</summary>
    public LoadPaths Paths(LoadForecast forecast, int steps, int paths, int seed)
    {
        var filled = new LoadPaths(forecast, steps, paths);
        PathShuffle.Fill(forecast, _series, filled, seed);
        return filled;
    }

    private static Span<double> Fit(ref double[] scratch, int length)
    {
        scratch = scratch.Length < length ? new double[length] : scratch;
        return scratch.AsSpan(0, length);
    }

    // After a jump both size and shape of the errors tell of it, and their product would be many times all that was ever seen.
    private void Bound(Span<double> table)
    {
        for (int node = 0; node * Levels < table.Length; node++)
        {
            double most = MostRanges * _series.Range * Math.Sqrt(Math.Max((double)_leads[node] / _series.Observed, 1));
            foreach (ref double offset in table.Slice(node * Levels, Levels))
            {
                offset = Math.Clamp(offset, -most, most);
            }
        }
    }

    private void Offsets(Span<double> table)
    {
        double unit = 0;
        for (int node = 0; node * Levels < table.Length; node++)
        {
            Span<double> row = table.Slice(node * Levels, Levels);
            if (node == 0 || _tracks[node].IsKnown)
            {
                // What comes as a surprise is known of the next step first: until then a long lead is not thought to be much surer.
                unit = Math.Max(_tracks[node].Unit, ShareOfShorter * unit);
                _tracks[node].Offsets(unit, row);
                continue;
            }

            // Without errors of its own a lead has those of the lead before it, grown as a random walk grows.
            double growth = Math.Sqrt((double)_leads[node] / _leads[node - 1]);
            unit *= growth;
            table.Slice((node - 1) * Levels, Levels).CopyTo(row);
            VectorMath.Scale(row, growth);
        }

        Bound(table);
    }
}
