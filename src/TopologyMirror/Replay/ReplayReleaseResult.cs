namespace TopologyMirror.Replay;

/// <summary>How a policy carried a release out, read off its actions. Immutable.</summary>
/// <param name="Release">The release.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="FirstServedAt">First tick in which an instance of it served; null when none did.</param>
/// <param name="AllServedAt">First tick of the bake, from which on nothing else served; null when it did not come to that, or was taken back.</param>
/// <param name="EndedAt">Tick with which the bake was over, or from which on none of it served any more; null for an unfinished one.</param>
/// <param name="Minutes">Minutes from the release's falling due to <paramref name="EndedAt"/>; of an unfinished one, to the end of its time.</param>
/// <param name="IsWithinDeadline">Whether it was finished, or taken back, within 2 hours.</param>
public sealed record ReplayReleaseResult(
    ReplayRelease Release,
    ReplayReleaseOutcome Outcome,
    int? FirstServedAt,
    int? AllServedAt,
    int? EndedAt,
    double Minutes,
    bool IsWithinDeadline)
{
    /// <summary>Whether it ended as it should: a good one finished, a bad one taken back, within 2 hours.</summary>
    public bool IsAsItShouldBe =>
        IsWithinDeadline && Outcome == (Release.IsBad ? ReplayReleaseOutcome.RolledBack : ReplayReleaseOutcome.Finished);
}
