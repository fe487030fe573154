namespace TopologyMirror.Backtests.Sweep;

/// <summary>Violation minutes of one trace, ours and a baseline's at what ours paid; of several seeds together.</summary>
/// <param name="Name">Set and trace.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Theirs">The baseline's.</param>
/// <param name="Days">Days that were scored.</param>
/// <param name="IsQuiet">Whether the reference has so few that a ratio would say nothing; then the difference counts.</param>
internal readonly record struct HullTrace(string Name, double Ours, double Theirs, double Days, bool IsQuiet)
{
    private const double WorseShare = 0.1;
    private const double WorseMinutesPerDay = 5;

    /// <summary>Minutes more than the baseline.</summary>
    public double Difference => Ours - Theirs;

    /// <summary>Ours ÷ theirs; infinite where only theirs are none.</summary>
    public double Ratio => Ours.Equals(Theirs) ? 1 : Ours / Theirs;

    /// <summary>Whether ours are more by over a tenth, and by over 5 minutes a day.</summary>
    public bool IsWorse => Difference > Math.Max(WorseShare * Theirs, WorseMinutesPerDay * Days);
}
