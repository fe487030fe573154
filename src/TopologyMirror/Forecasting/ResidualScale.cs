namespace TopologyMirror.Forecasting;

/// <summary>
/// How large errors are at present: the geometric mean of a fast and a slow average of the absolute error of the next step, at most a
/// factor of two off the slow one. Residuals are kept relative to it, so that calm and restless stretches share one window.
/// </summary>
/// <remarks>
/// Source of the idea: filtered historical simulation, Barone-Adesi, Giannopoulos and Vosper, Journal of Futures Markets 1999. The
/// bound keeps one burst after a long calm from counting many times.
/// </remarks>
internal sealed class ResidualScale(int longestLead)
{
    private const double Fast = 0.05;
    private const double Slow = 0.001;
    private const double FarthestOff = 2;

    // Far beyond any error of a load that varies at all; keeps the quotient of two extreme numbers finite.
    private const double LargestRelative = 1e9;

    private readonly double[] _past = new double[longestLead + 1];
    private double _fast;
    private double _slow;
    private int _errors;

    /// <summary>The scale to forecast with; 0 while no error was ever other than 0.</summary>
    public double Now => _slow > 0 ? _slow * Math.Clamp(Math.Sqrt(_fast / _slow), 1 / FarthestOff, FarthestOff) : 0;

    public void Learn(double error)
    {
        _errors = Math.Min(_errors + 1, int.MaxValue - 1);
        _fast += Math.Max(Fast, 1.0 / _errors) * (Math.Abs(error) - _fast);
        _slow += Math.Max(Slow, 1.0 / _errors) * (Math.Abs(error) - _slow);
    }

    /// <summary>Notes the scale that the forecast of this step is made with.</summary>
    public void Mark(int time) => _past[time % _past.Length] = Now;

    /// <summary>A residual in units of the scale when its forecast was made, or of half the slow scale of now where that is larger.</summary>
    public double Relative(double residual, int issued)
    {
        double scale = Math.Max(_past[issued % _past.Length], _slow / FarthestOff);
        return scale > 0 ? Math.Clamp(residual / scale, -LargestRelative, LargestRelative) : 0;
    }

    public void Save(StateWriter writer)
    {
        writer.Int(_errors);
        writer.Doubles([_fast, _slow]);
        writer.Doubles(_past);
    }

    public void Load(ref StateReader reader)
    {
        Span<double> averages = stackalloc double[2];
        _errors = reader.Int(0, int.MaxValue - 1);
        reader.Doubles(averages);
        reader.Doubles(_past);
        (_fast, _slow) = (averages[0], averages[1]);
    }
}
