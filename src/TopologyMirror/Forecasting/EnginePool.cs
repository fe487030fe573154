namespace TopologyMirror.Forecasting;

/// <summary>The models of one series with what is known of their errors, as a fold over the roots of a window.</summary>
internal sealed partial class EnginePool
{
    private const int Levels = QuantileLevels.Count;
    private const int VolatilityAt = 0;
    private const int CombinedAt = 1;
    private const int StandsInAt = 2;
    private const int CentresAt = 3;

    private readonly RootWindow _window;
    private readonly SeriesState _series;
    private readonly EngineLeads _leads;
    private readonly LoadModel[] _models;
    private readonly int[] _recordAt;
    private readonly int _firstScored;
    private readonly int _smoothing;
    private readonly int _standIn;
    private readonly LeadTrack[] _tracks;
    private readonly PendingForecasts[] _pending;
    private readonly ResidualSketch _errors = new();
    private readonly Volatility _volatility = new();

    /// <param name="window">The roots.</param>
    /// <param name="start">Time of the first to be learnt.</param>
    /// <param name="seasons">Steps of the seasons.</param>
    /// <param name="leads">Where models are scored.</param>
    /// <param name="models">The models to combine.</param>
    public EnginePool(RootWindow window, int start, Seasons seasons, EngineLeads leads, IReadOnlyList<ForecastModel> models)
    {
        _window = window;
        _leads = leads;
        _series = new SeriesState(window, start, seasons, leads);

        // What forecasts without a season are worth is of no use where there is one.
        _firstScored = start + Math.Max(seasons.Day, seasons.Week);

        // Until a model is ready, smoothing stands in, whether it was asked for or not.
        _models = [.. models.Append(ForecastModel.LevelSmoothing).Distinct().Select(Create)];
        _standIn = models.Contains(ForecastModel.LevelSmoothing) ? _models.Length : _models.Length - 1;
        _smoothing = Array.FindIndex(_models, model => model is LevelSmoothing);
        _recordAt = new int[_models.Length + 1];
        _recordAt[0] = CentresAt + _models.Length;
        for (int m = 0; m < _models.Length; m++)
        {
            _recordAt[m + 1] = _recordAt[m] + _models[m].RecordLength;
        }

        _tracks = new LeadTrack[leads.Count];
        _pending = new PendingForecasts[leads.Count];
        for (int node = 0; node < leads.Count; node++)
        {
            _tracks[node] = new LeadTrack(_models.Length, _errors);
            _pending[node] = new PendingForecasts(Math.Min(leads[node] + 1, EngineLeads.MostPending), _recordAt[^1]);
        }
    }

    // Who is ready stays so: once the longest lead has a model, none needs to be stood in for.
    private bool NeedsNoStandIn => _standIn > 0 && _tracks[^1].Knows(_standIn - 1);

    /// <summary>What is expected of the next root; NaN before the first.</summary>
    public double Next
    {
        get
        {
            Span<double> centres = stackalloc double[_models.Length];
            Span<double> weights = stackalloc double[_models.Length];
            Span<double> record = stackalloc double[_pending[0].Length];
            Centres(0, reach: 1, record);
            record.Slice(CentresAt, _models.Length).CopyTo(centres);
            _tracks[0].Weights.CopyTo(weights);
            return Combine(centres, weights, out _);
        }
    }

    /// <summary>Learns the next root of the window.</summary>
    public void Observe()
    {
        int now = _series.Now + 1;
        double root = _window[now];
        bool real = _window.IsReal(now);
        for (int node = 0; node < _tracks.Length; node++)
        {
            if (_pending[node].TryTake(now, out ReadOnlySpan<double> record) && real)
            {
                Learn(node, record, root);
            }
        }

        foreach (LeadTrack track in _tracks)
        {
            track.Refresh();
        }

        if (real)
        {
            _volatility.Learn(_series.Surprise(root));
        }

        _series.Observe();
        foreach (LoadModel model in _models)
        {
            model.Observe(real);
        }

        // Forecasts from filled-in roots say nothing of how good the models are.
        if (real && now >= _firstScored)
        {
            Issue(now);
        }
    }

    public void Save(StateWriter writer)
    {
        _series.Save(writer);
        _volatility.Save(writer);
        _errors.Save(writer);
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
        _series.Load(ref reader);
        _volatility.Load(ref reader);
        _errors.Load(ref reader);
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
        ForecastModel.FourierRegression => new FourierRegression(_series),
        ForecastModel.SingularSpectrum => new SingularSpectrum(_series),
        ForecastModel.DampedHoltWinters => new DampedHoltWinters(_series),
        _ => new SeasonalRepeat(_series),
    };

    private void Learn(int node, ReadOnlySpan<double> record, double root)
    {
        _tracks[node].Learn(record.Slice(CentresAt, _models.Length), record[CombinedAt], record[StandsInAt] > 0, record[VolatilityAt], root);
        for (int m = 0; m < _models.Length; m++)
        {
            if (m != _standIn || !double.IsNaN(record[CentresAt + m]))
            {
                _models[m].Learn(node, record[_recordAt[m].._recordAt[m + 1]], root);
            }
        }
    }

    private void Issue(int now)
    {
        int reach = _leads.Reach(now);
        if (reach == 0)
        {
            return;
        }

        foreach (LoadModel model in _models)
        {
            model.Prepare(_leads[reach - 1]);
        }

        double volatility = _volatility.Now;
        Span<double> centres = stackalloc double[_models.Length];
        Span<double> weights = stackalloc double[_models.Length];
        for (int node = 0; node < reach; node++)
        {
            if (_pending[node].IsFull)
            {
                continue;
            }

            Span<double> record = _pending[node].Add(now + _leads[node]);
            Centres(node, reach: 0, record);
            record.Slice(CentresAt, _models.Length).CopyTo(centres);
            _tracks[node].Weights.CopyTo(weights);
            record[VolatilityAt] = volatility;
            record[CombinedAt] = Combine(centres, weights, out bool standsIn);
            record[StandsInAt] = standsIn ? 1 : 0;
        }
    }

    // What each model forecasts at a lead of the grid, and what it will want to know when the outcome comes.
    private void Centres(int node, int reach, Span<double> record)
    {
        for (int m = 0; m < _models.Length; m++)
        {
            if (reach > 0)
            {
                _models[m].Prepare(reach);
            }

            record[CentresAt + m] = m == _standIn && NeedsNoStandIn ? double.NaN : _models[m].Issue(node, record[_recordAt[m].._recordAt[m + 1]]);
        }
    }

    /// <summary>The middle of all models that are ready and whose errors are known; smoothing stands in for them until then.</summary>
    private double Combine(Span<double> centres, Span<double> weights, out bool standsIn)
    {
        double standIn = centres[_smoothing];
        for (int m = 0; m < centres.Length; m++)
        {
            centres[m] = m == _standIn || !_tracks[0].Knows(m) ? double.NaN : centres[m];
        }

        double combined = WeightedMiddle.Of(centres, weights);
        standsIn = double.IsNaN(combined);

        // No load is negative, whatever a trend says.
        return Math.Max(standsIn ? standIn : combined, 0);
    }
}
