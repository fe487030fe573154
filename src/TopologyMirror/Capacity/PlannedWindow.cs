namespace TopologyMirror.Capacity;

/// <summary>What was planned for a window that is not over yet.</summary>
/// <param name="From">Its start, inclusive.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="Planned">The load that was planned for.</param>
/// <param name="Median">The load that its maximum was as likely to exceed as not.</param>
/// <param name="Weight">Share of the window that is not part of the one before.</param>
/// <param name="Risk">The requested risk.</param>
/// <param name="Exceeded">Whether load has exceeded what was planned.</param>
internal readonly record struct PlannedWindow(DateTimeOffset From, DateTimeOffset To, double Planned, double Median, double Weight, double Risk, bool Exceeded)
{
    /// <summary>Whether any load of it is known; of a window that is all gap nothing can be learnt.</summary>
    public bool Seen { get; init; }
}
