namespace TopologyMirror.Forecasting;

/// <summary>The leads at which the engine scores its models; what lies between them is interpolated.</summary>
/// <remarks>
/// No lead is a whole season of a usual grid: there the last value is the seasonal one, and smoothing would seem good at it and be useless
/// one step beside it.
/// </remarks>
internal sealed class EngineLeads
{
    /// <summary>Pending forecasts of one lead at most.</summary>
    public const int MostPending = 12;

    private static readonly int[] Grid = [1, 2, 4, 8, 14, 20, 31, 44, 102, 280];

    // Neighbouring errors of a long lead say nearly the same: so many per stretch of the lead's length are enough, more in the beginning, and of the
    // longest, whose feedback comes late.
    private const double FewestPerLead = 2;
    private const double MostPerLead = 10;
    private const double LongLead = 64;

    // And of the short ones not every one is needed once there are many.
    private const double FewestShare = 0.125;

    // On a fine grid neighbours are more alike: so the beginning is over sooner.
    private const double FineDay = 54;
    private const double LeastEarly = 192;
    private const double MostEarly = 1024;
    private const double PerLead = 4;

    private readonly int[] _nodes;
    private readonly double[] _fewest;
    private readonly double _early;

    private EngineLeads(int[] nodes, double early)
    {
        _nodes = nodes;
        _fewest = [.. nodes.Select(lead => FewestPerLead * Math.Max(1, lead / LongLead))];
        _early = early;
    }

    /// <summary>How many.</summary>
    public int Count => _nodes.Length;

    /// <summary>The longest.</summary>
    public int Longest => _nodes[^1];

    /// <summary>One of them, the shortest first.</summary>
    public int this[int node] => _nodes[node];

    /// <summary>The leads that forecasts of so many steps need.</summary>
    /// <param name="horizon">Steps.</param>
    /// <param name="day">Steps per day; 0 where there is no whole number of them.</param>
    /// <param name="settled">Whether what is learnt will be kept: before the first seasons are over it will not.</param>
    public static EngineLeads UpTo(int horizon, int day, bool settled)
    {
        int last = Array.FindIndex(Grid, lead => lead >= horizon);
        double early = day == 0 ? MostEarly : Math.Clamp(MostEarly * FineDay / day, LeastEarly, MostEarly);
        early = settled ? early : LeastEarly / 4;
        return new EngineLeads(last < 0 ? Grid : Grid[..(last + 1)], early);
    }

    /// <summary>
    /// A number in [0, 1) per time: what is below a share is to be taken. Multiples of the golden ratio (Knuth, The Art of Computer
    /// Programming 3, 6.4), which are even over any stretch of time and in step with no period of the series.
    /// </summary>
    public static double Share(int time) => unchecked((uint)time * 2654435769u) / 4294967296.0;

    /// <summary>How many of the leads, from the first on, are scored of the forecast made at a time.</summary>
    public int Reach(int time)
    {
        double share = Share(time);
        double early = _early / (time + 1);
        if (share >= Math.Max(early, FewestShare))
        {
            return 0;
        }

        int reach = 0;
        while (reach < _nodes.Length && share * _nodes[reach] < Math.Clamp(PerLead * early, _fewest[reach], MostPerLead))
        {
            reach++;
        }

        return reach;
    }

    /// <summary>The nodes around a lead and how far it lies on the way to the upper one.</summary>
    public (int Lower, int Upper, double Share) Around(int lead)
    {
        int upper = 0;
        while (upper < _nodes.Length - 1 && _nodes[upper] < lead)
        {
            upper++;
        }

        int lower = _nodes[upper] > lead ? upper - 1 : upper;
        return lower == upper ? (upper, upper, 0) : (lower, upper, (lead - _nodes[lower]) / (double)(_nodes[upper] - _nodes[lower]));
    }
}
