namespace TopologyMirror.Forecasting;

/// <summary>
/// What the engine knows of one lead: what each model lost and weighs, how the errors of the combination are spread, and how they have to
/// be adjusted.
/// </summary>
/// <remarks>
/// Weights fall exponentially with the square of the excess loss (exponential weights: Cesa-Bianchi and Lugosi, "Prediction, Learning, and
/// Games", 2006).
/// </remarks>
internal sealed class LeadTrack(int models, ResidualSketch sketch)
{
    private const double LossKept = 0.98;
    private const double SizeLearnt = 0.025;
    private const double Sharpness = 2.5;
    private const double FeedbackForHalf = 10;
    private const int FewestKnown = 8;

    private const int Levels = QuantileLevels.Count;

    private readonly QuantileCalibration _calibration = QuantileCalibration.Of(sketch.Quantiles);
    private readonly double[] _losses = new double[models];
    private readonly double[] _weights = [.. Enumerable.Repeat(1.0 / models, models)];
    private readonly int[] _counts = new int[models];
    private double _size;
    private double _stoodIn;
    private int _errors;
    private int _version;
    private bool _own;
    private int _feedback;

    /// <summary>Weights of the models.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Whether there are errors enough for a distribution.</summary>
    public bool IsKnown => _errors >= FewestKnown;

    /// <summary>Whether enough errors of a model are known for it to be used.</summary>
    public bool Knows(int model) => _counts[model] >= FewestKnown;

    /// <summary>Size of the errors, for a volatility of 1; few errors are worth a wider distribution, and as long as
    /// none was any size, those of what stood in before say that there can be some.</summary>
    public double Unit => (_size > 0 ? _size : _stoodIn / (_errors + 1)) * (1 + (2.0 / (_errors + 1)));

    /// <summary>Offsets of the quantiles from the centre, for a volatility of 1.</summary>
    /// <param name="unit">Size of the errors.</param>
    /// <param name="offsets">Filled.</param>
    public void Offsets(double unit, Span<double> offsets)
    {
        for (int i = 0; i < Levels; i++)
        {
            offsets[i] = unit * _calibration.Quantiles[i];
        }
    }

    /// <summary>Learns how forecasts came out.</summary>
    /// <param name="centres">What the models forecast; NaN of one that was not ready.</param>
    /// <param name="combined">What their combination forecast; NaN of none.</param>
    /// <param name="standsIn">Whether that was the forecast of another model that stood in for those that were not ready.</param>
    /// <param name="volatility">Volatility at that time.</param>
    /// <param name="root">What came.</param>
    public void Learn(ReadOnlySpan<double> centres, double combined, bool standsIn, double volatility, double root)
    {
        // What stands in is replaced one day, and its errors say nothing of what replaces it.
        if (!standsIn && !_own)
        {
            (_own, _errors, _stoodIn, _size) = (true, 0, _size, 0);
        }

        if (!double.IsNaN(combined) && standsIn != _own)
        {
            LearnError((root - combined) / volatility);
        }

        double mean = 0;
        int ready = 0;
        for (int m = 0; m < centres.Length; m++)
        {
            if (!double.IsNaN(centres[m]))
            {
                mean += Math.Abs(root - centres[m]);
                ready++;
            }
        }

        if (ready == 0)
        {
            return;
        }

        mean /= ready;
        for (int m = 0; m < centres.Length; m++)
        {
            // Who was not ready is charged as much as the others on average.
            bool scored = !double.IsNaN(centres[m]);
            _losses[m] = (LossKept * _losses[m]) + (scored ? Math.Abs(root - centres[m]) : mean);
            _counts[m] += scored && _counts[m] < FewestKnown ? 1 : 0;
        }

        _feedback = Math.Min(_feedback + 1, int.MaxValue - 1);
        if (_feedback < 16 || _feedback % 16 == 0)
        {
            Weigh();
        }
    }

    /// <summary>Takes over what the sketch has learnt, of other leads too.</summary>
    public void Refresh()
    {
        if (_version != sketch.Version)
        {
            _version = sketch.Version;
            _calibration.Read(sketch.Quantiles);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Int(_feedback);
        writer.Doubles(_losses);
        writer.Doubles(_weights);
        foreach (int count in _counts)
        {
            writer.Int(count);
        }

        writer.Doubles([_size, _stoodIn]);
        _calibration.Save(writer);
        writer.Int(_own ? 1 : 0);
        writer.Int(_errors);
        writer.Int(_version);
    }

    public void Load(ref StateReader reader)
    {
        _feedback = reader.Int(0, int.MaxValue - 1);
        reader.Doubles(_losses);
        reader.Doubles(_weights);
        for (int m = 0; m < _counts.Length; m++)
        {
            _counts[m] = reader.Int(0, FewestKnown);
        }

        Span<double> sizes = stackalloc double[2];
        reader.Doubles(sizes);
        (_size, _stoodIn) = (sizes[0], sizes[1]);
        _calibration.Load(ref reader);
        _own = reader.Int(0, 1) == 1;
        _errors = reader.Int(0, int.MaxValue - 1);
        _version = reader.Int(0, int.MaxValue);
    }

    private void LearnError(double error)
    {
        if (_errors >= FewestKnown && Unit > 0)
        {
            _calibration.Learn(error / Unit);
        }

        _errors = Math.Min(_errors + 1, int.MaxValue - 1);
        _size += Math.Max(1.0 / _errors, SizeLearnt) * (Math.Abs(error) - _size);
        double relative = _size > 0 ? error / _size : 0;
        sketch.Add(double.IsFinite(relative) ? relative : 0);
    }

    private void Weigh()
    {
        double sharpness = Sharpness * _feedback / (_feedback + FeedbackForHalf);
        double least = double.PositiveInfinity;
        foreach (double loss in _losses)
        {
            least = Math.Min(least, loss);
        }

        double sum = 0;
        for (int m = 0; m < _weights.Length; m++)
        {
            double excess = _losses[m] > 0 ? sharpness * ((_losses[m] / least) - 1) : 0;
            _weights[m] = Math.Exp(-excess * excess);
            sum += _weights[m];
        }

        VectorMath.Scale(_weights, 1 / sum);
    }
}
