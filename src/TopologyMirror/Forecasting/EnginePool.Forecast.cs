namespace TopologyMirror.Forecasting;

/// <summary>The distributions that the pool states.</summary>
internal sealed partial class EnginePool
{
    // Kept between forecasts, so that one allocates nothing but its result. Not part of the state.
    private double[] _centres = [];
    private double[] _offsets = [];

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

        int nodes = EngineLeads.Around(steps + silent).Upper + 1;
        Span<double> offsets = Fit(ref _offsets, models * nodes * Levels);
        for (int m = 0; m < models; m++)
        {
            Offsets(m, offsets.Slice(m * nodes * Levels, nodes * Levels));
        }

        Span<double> values = stackalloc double[models];
        Span<double> weights = stackalloc double[models];
        Span<double> stated = stackalloc double[Levels];
        Span<double> shifts = stackalloc double[Levels];
        for (int step = 1; step <= steps; step++)
        {
            (int lower, int upper, double share) = EngineLeads.Around(step + silent);
            double widening = _volatility.Now * Math.Sqrt(Math.Max((double)(step + silent) / EngineLeads.All[^1], 1));
            ReadOnlySpan<double> low = _tracks[lower].Calibration.Shifts;
            ReadOnlySpan<double> high = _tracks[upper].Calibration.Shifts;
            for (int k = 0; k < Levels; k++)
            {
                int group = LeadTrack.GroupOf(k);
                for (int m = 0; m < models; m++)
                {
                    double near = offsets[(((m * nodes) + lower) * Levels) + k];
                    double far = offsets[(((m * nodes) + upper) * Levels) + k];
                    values[m] = centres[(m * steps) + step - 1] + (widening * (near + (share * (far - near))));
                    double weight = _tracks[lower].Weight(m, group);
                    weights[m] = weight + (share * (_tracks[upper].Weight(m, group) - weight));
                }

                stated[k] = Combine(values, weights);
                shifts[k] = low[k] + (share * (high[k] - low[k]));
            }

            Rise(stated);
            QuantileCalibration.Read(stated, shifts, rows.Slice((step - 1) * Levels, Levels));
        }
    }

    /// <summary>Courses of load that are distributed as a forecast says.</summary>
    public LoadPaths Paths(LoadForecast forecast, int paths, int seed) =>
        new(forecast.Origin, forecast.Step, forecast.Steps, PathShuffle.Of(forecast, _series, paths, seed));

    private static Span<double> Fit(ref double[] scratch, int length)
    {
        scratch = scratch.Length < length ? new double[length] : scratch;
        return scratch.AsSpan(0, length);
    }

    // Groups of levels have weights of their own, so quantiles can cross where they meet.
    private static void Rise(Span<double> row)
    {
        for (int k = 1; k < row.Length; k++)
        {
            row[k] = Math.Max(row[k], row[k - 1]);
        }
    }

    /// <summary>The distribution at a lead of the grid, before calibration.</summary>
    private void State(int node, ReadOnlySpan<double> centres, double volatility, Span<double> stated)
    {
        int models = _models.Length;
        Span<double> offsets = stackalloc double[models * Levels];
        Span<double> values = stackalloc double[models];
        Span<double> weights = stackalloc double[models];
        for (int m = 0; m < models; m++)
        {
            _tracks[node].Offsets(m, offsets.Slice(m * Levels, Levels));
        }

        for (int k = 0; k < Levels; k++)
        {
            for (int m = 0; m < models; m++)
            {
                values[m] = centres[m] + (volatility * offsets[(m * Levels) + k]);
                weights[m] = _tracks[node].Weight(m, LeadTrack.GroupOf(k));
            }

            stated[k] = Combine(values, weights);
        }

        Rise(stated);
    }

    /// <summary>One quantile of all models that are ready and whose errors are known; smoothing stands in for them until then.</summary>
    private double Combine(Span<double> values, Span<double> weights)
    {
        double standIn = values[^1];
        for (int m = 0; m < values.Length; m++)
        {
            values[m] = m == _standIn || !_tracks[0].Knows(m) ? double.NaN : values[m];
        }

        double combined = WeightedMiddle.Of(values, weights);
        return double.IsNaN(combined) ? standIn : combined;
    }

    private void Offsets(int model, Span<double> table)
    {
        for (int node = 0; node * Levels < table.Length; node++)
        {
            Span<double> row = table.Slice(node * Levels, Levels);
            if (node == 0 || _tracks[node].Knows(model))
            {
                _tracks[node].Offsets(model, row);
                continue;
            }

            // Without errors of its own a lead has those of the lead before it, grown as a random walk grows.
            table.Slice((node - 1) * Levels, Levels).CopyTo(row);
            VectorMath.Scale(row, Math.Sqrt((double)EngineLeads.All[node] / EngineLeads.All[node - 1]));
        }
    }
}
