namespace TopologyMirror.Forecasting;

/// <summary>How large errors are at present, relative to how large they usually are: at most a factor of two off.</summary>
/// <remarks>
/// Source of the idea: filtered historical simulation, Barone-Adesi, Giannopoulos and Vosper, Journal of Futures Markets 1999. The
/// bound keeps one burst after a long calm from counting many times.
/// </remarks>
internal sealed class Volatility
{
    private const double Fast = 0.05;
    private const double Slow = 0.002;
    private const double FarthestOff = 2;

    private double _fast;
    private double _slow;
    private int _errors;

    /// <summary>1 when errors are as large as usual.</summary>
    public double Now => _slow > 0 ? Math.Clamp(Math.Sqrt(_fast / _slow), 1 / FarthestOff, FarthestOff) : 1;

    public void Learn(double error)
    {
        _errors = Math.Min(_errors + 1, int.MaxValue - 1);
        _fast += Math.Max(Fast, 1.0 / _errors) * (Math.Abs(error) - _fast);
        _slow += Math.Max(Slow, 1.0 / _errors) * (Math.Abs(error) - _slow);
    }

    public void Save(StateWriter writer)
    {
        writer.Int(_errors);
        writer.Doubles([_fast, _slow]);
    }

    public void Load(ref StateReader reader)
    {
        Span<double> averages = stackalloc double[2];
        _errors = reader.Int(0, int.MaxValue - 1);
        reader.Doubles(averages);
        (_fast, _slow) = (averages[0], averages[1]);
    }
}
