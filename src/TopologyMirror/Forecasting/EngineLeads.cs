namespace TopologyMirror.Forecasting;

/// <summary>The leads at which the engine scores its models; what lies between them is interpolated.</summary>
internal static class EngineLeads
{
    /// <summary>Pending forecasts of one lead at most.</summary>
    public const int MostPending = 12;

    public static readonly int[] All = [1, 2, 3, 5, 8, 11, 15, 20, 31, 44, 102, 280];

    // Neighbouring errors of a long lead say nearly the same: so many per stretch of the lead's length are enough, more in the beginning.
    private const double Fewest = 2;
    private const double Most = 8;
    private const double Early = 4096;

    /// <summary>
    /// Whether the forecast made at a time is scored at a lead. Follows multiples of the golden ratio (Knuth, The Art of Computer
    /// Programming 3, 6.4), which are even over time and in step with no period of the series; the longer leads' times are among the
    /// shorter ones'.
    /// </summary>
    public static bool Takes(int time, int lead)
    {
        double share = unchecked((uint)time * 2654435769u) / 4294967296.0;
        return share * lead < Math.Clamp(Early / (time + 1), Fewest, Most);
    }

    /// <summary>The nodes around a lead and how far it lies on the way to the upper one.</summary>
    public static (int Lower, int Upper, double Share) Around(int lead)
    {
        int upper = 0;
        while (upper < All.Length - 1 && All[upper] < lead)
        {
            upper++;
        }

        int lower = All[upper] >= lead && All[upper] != lead ? upper - 1 : upper;
        return lower == upper ? (upper, upper, 0) : (lower, upper, (lead - All[lower]) / (double)(All[upper] - All[lower]));
    }
}
