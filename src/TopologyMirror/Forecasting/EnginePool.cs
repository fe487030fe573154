namespace TopologyMirror.Forecasting;

/// <summary>The models of one series with what is known of their errors, as a fold over the roots of a window.</summary>
internal sealed class EnginePool
{
    private static readonly int Levels = QuantileLevels.Shared.Length;

    private readonly RootWindow _window;
    private readonly SeriesState _series;
    private readonly LoadModel[] _models;
    private readonly LeadTrack[] _tracks;
    private readonly PendingForecasts[] _pending;
    private readonly Volatility _volatility = new();
    private readonly double[] _sorting;
    private double _next = double.NaN;

    public EnginePool(RootWindow window, int start, int day, int week, IReadOnlyList<ForecastModel> models)
    {
        _window = window;
        _series = new SeriesState(window, start, day, week);
        _models = [.. models.Select(Create)];
        _sorting = new double[_models.Length];
        int record = 1 + _models.Length + _models.Sum(model => model.RecordLength);
        _tracks = [.. EngineLeads.All.Select(_ => new LeadTrack(_models.Length))];
        _pending = [.. EngineLeads.All.Select(lead => new PendingForecasts(Math.Min(lead + 1, EngineLeads.MostPending), record))];
    }

    /// <summary>What is expected of the next root; NaN before the first.</summary>
    public double Next => _next;

    /// <summary>Errors of the next step that are known.</summary>
    public int Feedback => Enumerable.Range(0, _models.Length).Max(m => _tracks[0].Count(m));

    /// <summary>Learns the next root of the window.</summary>
    public void Observe()
    {
        int now = _series.Now + 1;
        double root = _window[now];
        bool real = _window.IsReal(now);
        if (real && !double.IsNaN(_next))
        {
            _volatility.Learn(root - _next);
        }

        for (int node = 0; node < _tracks.Length; node++)
        {
            if (_pending[node].TryTake(now, out ReadOnlySpan<double> record) && real)
            {
                Learn(node, record, root);
            }
        }

        _series.Observe();
        foreach (LoadModel model in _models)
        {
            model.Observe(real);
        }

        Issue(now);
    }

    /// <summary>Quantiles of the roots of the next steps, a row per step.</summary>
    public void Forecast(int steps, int silent, Span<double> rows)
    {
        int models = _models.Length;
        double[] centres = new double[models * steps];
        for (int m = 0; m < models; m++)
        {
            _models[m].Prepare(steps);
            _models[m].Forecast(centres.AsSpan(m * steps, steps));
        }

        int nodes = EngineLeads.Around(steps + silent).Upper + 1;
        double[] offsets = new double[models * nodes * Levels];
        for (int m = 0; m < models; m++)
        {
            Offsets(m, offsets.AsSpan(m * nodes * Levels, nodes * Levels));
        }

        Span<double> column = stackalloc double[models];
        Span<double> weights = stackalloc double[models];
        double volatility = _volatility.Now;
        for (int step = 1; step <= steps; step++)
        {
            (int lower, int upper, double share) = EngineLeads.Around(step + silent);
            double widening = volatility * Math.Sqrt(Math.Max((double)(step + silent) / EngineLeads.All[^1], 1));
            double trust = _tracks[lower].Trust + (share * (_tracks[upper].Trust - _tracks[lower].Trust));
            for (int k = 0; k < Levels; k++)
            {
                for (int m = 0; m < models; m++)
                {
                    double low = offsets[(((m * nodes) + lower) * Levels) + k];
                    double high = offsets[(((m * nodes) + upper) * Levels) + k];
                    column[m] = centres[(m * steps) + step - 1] + (widening * (low + (share * (high - low))));
                    int group = LeadTrack.GroupOf(k);
                    weights[m] = _tracks[lower].Weight(m, group) + (share * (_tracks[upper].Weight(m, group) - _tracks[lower].Weight(m, group)));
                }

                rows[((step - 1) * Levels) + k] = Combine(column, weights, trust);
            }
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles([_next]);
        _series.Save(writer);
        _volatility.Save(writer);
        foreach (LoadModel model in _models)
        {
            model.Save(writer);
        }

        for (int node = 0; node < _tracks.Length; node++)
        {
            _tracks[node].Save(writer);
            _pending[node].Save(writer);
        }
    }

    public void Load(ref StateReader reader)
    {
        Span<double> next = stackalloc double[1];
        reader.Doubles(next);
        _next = next[0];
        _series.Load(ref reader);
        _volatility.Load(ref reader);
        foreach (LoadModel model in _models)
        {
            model.Load(ref reader);
        }

        for (int node = 0; node < _tracks.Length; node++)
        {
            _tracks[node].Load(ref reader);
            _pending[node].Load(ref reader);
        }
    }

    private LoadModel Create(ForecastModel model) => model switch
    {
        ForecastModel.RidgeAutoregression => new RidgeAutoregression(_series),
        ForecastModel.DirectRidge => new DirectRidge(_series),
        ForecastModel.ProfileSmoothing => new ProfileSmoothing(_series),
        ForecastModel.LevelSmoothing => new LevelSmoothing(_series),
        _ => new SeasonalRepeat(_series),
    };

    /// <summary>The weighted median of what is ready, drawn towards the weighted mean as far as the weights are trusted.</summary>
    private static double Combine(Span<double> values, Span<double> weights, double trust)
    {
        int ready = 0;
        double sum = 0;
        double total = 0;
        for (int m = 0; m < values.Length; m++)
        {
            double value = values[m];
            if (double.IsNaN(value))
            {
                continue;
            }

            double weight = weights[m];
            sum += weight * value;
            total += weight;
            int at = ready++;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                (values[at], weights[at]) = (values[at - 1], weights[at - 1]);
            }

            (values[at], weights[at]) = (value, weight);
        }

        if (ready == 0)
        {
            return double.NaN;
        }

        // Each value stands in the middle of its mass.
        double below = 0;
        double median = values[ready - 1];
        for (int m = 0; m < ready; m++)
        {
            double rank = below + (0.5 * weights[m]);
            if (rank >= 0.5 * total)
            {
                double before = m == 0 ? rank : below - (0.5 * weights[m - 1]);
                double share = rank > before ? ((0.5 * total) - before) / (rank - before) : 1;
                median = m == 0 ? values[0] : values[m - 1] + (share * (values[m] - values[m - 1]));
                break;
            }

            below += weights[m];
        }

        return median + (trust * ((sum / total) - median));
    }

    private void Offsets(int model, Span<double> table)
    {
        for (int node = 0; node * Levels < table.Length; node++)
        {
            Span<double> row = table.Slice(node * Levels, Levels);
            if (_tracks[node].Knows(model) || node == 0)
            {
                _tracks[node].Offsets(model, row);
            }
            else
            {
                // Without errors of its own a lead has those of the lead before it, grown as a random walk grows.
                double growth = Math.Sqrt((double)EngineLeads.All[node] / EngineLeads.All[node - 1]);
                table.Slice((node - 1) * Levels, Levels).CopyTo(row);
                VectorMath.Scale(row, growth);
            }
        }
    }

    private void Learn(int node, ReadOnlySpan<double> record, double root)
    {
        int models = _models.Length;
        _tracks[node].Learn(record.Slice(1, models), record[0], root);
        int at = 1 + models;
        foreach (LoadModel model in _models)
        {
            model.Learn(node, record.Slice(at, model.RecordLength), root);
            at += model.RecordLength;
        }
    }

    private void Issue(int now)
    {
        int reach = 0;
        while (reach < EngineLeads.All.Length && EngineLeads.Takes(now, EngineLeads.All[reach]))
        {
            reach++;
        }

        foreach (LoadModel model in _models)
        {
            model.Prepare(EngineLeads.All[Math.Max(reach - 1, 0)]);
        }

        double volatility = _volatility.Now;
        Span<double> centres = stackalloc double[_models.Length];
        for (int node = 0; node < reach; node++)
        {
            if (_pending[node].IsFull)
            {
                continue;
            }

            Span<double> record = _pending[node].Add(now + EngineLeads.All[node]);
            record[0] = volatility;
            int at = 1 + _models.Length;
            for (int m = 0; m < _models.Length; m++)
            {
                record[1 + m] = _models[m].Issue(node, record.Slice(at, _models[m].RecordLength));
                at += _models[m].RecordLength;
            }

            if (node == 0)
            {
                record.Slice(1, _models.Length).CopyTo(centres);
                _next = Median(centres);
            }
        }
    }

    private double Median(ReadOnlySpan<double> values)
    {
        int ready = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                _sorting[ready++] = value;
            }
        }

        Span<double> sorted = _sorting.AsSpan(0, ready);
        sorted.Sort();
        return ready == 0 ? double.NaN : 0.5 * (sorted[(ready - 1) / 2] + sorted[ready / 2]);
    }
}
