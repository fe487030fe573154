namespace TopologyMirror.Forecasting;

/// <summary>The models of one series with what is known of their errors, as a fold over the roots of a window.</summary>
internal sealed partial class EnginePool
{
    private const int Levels = QuantileLevels.Count;

    private readonly RootWindow _window;
    private readonly SeriesState _series;
    private readonly LoadModel[] _models;
    private readonly int _standIn;
    private readonly LeadTrack[] _tracks;
    private readonly PendingForecasts[] _pending;
    private readonly Volatility _volatility = new();

    /// <param name="window">The roots.</param>
    /// <param name="start">Time of the first to be learnt.</param>
    /// <param name="day">Steps of the short season; 0 for none.</param>
    /// <param name="week">Steps of the long season; 0 for none.</param>
    /// <param name="models">The models to combine.</param>
    public EnginePool(RootWindow window, int start, int day, int week, IReadOnlyList<ForecastModel> models)
    {
        _window = window;
        _series = new SeriesState(window, start, day, week);

        // Until a model is ready, smoothing stands in, whether it was asked for or not.
        _models = [.. models.Append(ForecastModel.LevelSmoothing).Distinct().Select(Create)];
        _standIn = models.Contains(ForecastModel.LevelSmoothing) ? _models.Length : _models.Length - 1;
        int record = 1 + _models.Length + _models.Sum(model => model.RecordLength);
        _tracks = [.. EngineLeads.All.Select(_ => new LeadTrack(_models.Length))];
        _pending = [.. EngineLeads.All.Select(lead => new PendingForecasts(Math.Min(lead + 1, EngineLeads.MostPending), record))];
    }

    /// <summary>What is expected of the next root; NaN before the first.</summary>
    public double Next { get; private set; } = double.NaN;

    /// <summary>Errors of the next step that are known.</summary>
    public int Feedback => _models.Select((_, m) => _tracks[0].Count(m)).Max();

    /// <summary>Learns the next root of the window.</summary>
    public void Observe()
    {
        int now = _series.Now + 1;
        double root = _window[now];
        bool real = _window.IsReal(now);
        if (real && !double.IsNaN(Next))
        {
            _volatility.Learn(root - Next);
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

        Issue(now, real);
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles([Next]);
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
        Next = next[0];
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
        ForecastModel.SingularSpectrum => new SingularSpectrum(_series),
        ForecastModel.DampedHoltWinters => new DampedHoltWinters(_series),
        _ => new SeasonalRepeat(_series),
    };

    private void Learn(int node, ReadOnlySpan<double> record, double root)
    {
        LeadTrack track = _tracks[node];
        ReadOnlySpan<double> centres = record.Slice(1, _models.Length);
        if (track.CalibratesNow)
        {
            Span<double> stated = stackalloc double[Levels];
            State(node, centres, record[0], stated);
            track.Calibration.Learn(stated, root);
        }

        track.Learn(centres, record[0], root);
        int at = 1 + _models.Length;
        foreach (LoadModel model in _models)
        {
            model.Learn(node, record.Slice(at, model.RecordLength), root);
            at += model.RecordLength;
        }
    }

    private void Issue(int now, bool real)
    {
        int reach = 1;
        while (reach < EngineLeads.All.Length && EngineLeads.Takes(now, EngineLeads.All[reach]))
        {
            reach++;
        }

        foreach (LoadModel model in _models)
        {
            model.Prepare(EngineLeads.All[reach - 1]);
        }

        // Forecasts from filled-in roots say nothing of how good the models are, but the next one fills the next gap.
        Next = double.NaN;
        Span<double> unscored = stackalloc double[_pending[0].Length];
        for (int node = 0; node < (real ? reach : 1); node++)
        {
            bool scored = real && !_pending[node].IsFull;
            Span<double> record = scored ? _pending[node].Add(now + EngineLeads.All[node]) : unscored;
            record[0] = _volatility.Now;
            int at = 1 + _models.Length;
            for (int m = 0; m < _models.Length; m++)
            {
                record[1 + m] = _models[m].Issue(node, record.Slice(at, _models[m].RecordLength));
                at += _models[m].RecordLength;
            }

            if (node == 0)
            {
                Next = NextOf(record.Slice(1, _models.Length));
            }
        }
    }

    private double NextOf(ReadOnlySpan<double> centres)
    {
        Span<double> values = stackalloc double[_models.Length];
        Span<double> weights = stackalloc double[_models.Length];
        for (int m = 0; m < _models.Length; m++)
        {
            values[m] = m == _standIn ? double.NaN : centres[m];
            weights[m] = _tracks[0].Weight(m, LeadTrack.GroupOf(QuantileLevels.MedianIndex));
        }

        double next = WeightedMiddle.Of(values, weights);
        return double.IsNaN(next) ? centres[^1] : next;
    }
}
