namespace TopologyMirror.Quickstart.Report;

/// <summary>A phase of a switchover.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">When it was entered.</param>
/// <param name="To">When the next one was, or the run ended.</param>
internal sealed record TimelinePhase(string Name, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Length => To - From;
}
