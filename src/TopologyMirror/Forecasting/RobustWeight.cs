namespace TopologyMirror.Forecasting;

/// <summary>How much a row of least squares counts: less the farther its error lies beyond what is usual.</summary>
/// <remarks>Source: Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 1964.</remarks>
internal struct RobustWeight
{
    private const double Bound = 0.8;
    private const double Least = 0.01;

    private double _size;
    private int _errors;

    /// <summary>The weight of an error, which is learnt then.</summary>
    public double Of(double error)
    {
        double size = Math.Abs(error);
        double weight = _errors >= 16 && size > Bound * _size ? Math.Max(Bound * _size / size, Least) : 1;
        _errors = Math.Min(_errors + 1, int.MaxValue - 1);
        _size += Math.Max(1.0 / _errors, 0.005) * (Math.Min(size, _errors >= 16 ? 10 * _size : size) - _size);
        return weight;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Doubles([_size]);
        writer.Int(_errors);
    }

    public void Load(ref StateReader reader)
    {
        Span<double> size = stackalloc double[1];
        reader.Doubles(size);
        _size = size[0];
        _errors = reader.Int(0, int.MaxValue - 1);
    }
}
