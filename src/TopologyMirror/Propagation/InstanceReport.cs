namespace TopologyMirror.Propagation;

/// <summary>What an instance itself says of its configuration. Immutable.</summary>
public sealed record InstanceReport
{
    /// <summary>The digest of what it runs; null until a revision is activated.</summary>
    public ConfigDigest? Digest { get; init; }

    /// <summary>The blobs that it holds and whose bytes it has verified.</summary>
    public IReadOnlySet<BlobDigest> Blobs { get; init; } = new SortedSet<BlobDigest>();

    /// <summary>The revision whose delivery is under way; null when none is.</summary>
    public ConfigDigest? Delivering { get; init; }

    /// <summary>The revision whose delivery has ended last, whatever came of its blobs: its manifest is held. Null before the first.</summary>
    public ConfigDigest? Delivered { get; init; }

    /// <summary>The newest attempt at each step that was begun here, of any revision.</summary>
    public IReadOnlyList<StepReport> Steps { get; init; } = [];

    /// <summary>The report of a step of a revision; null when it was not begun here.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="step">The step's id.</param>
    public StepReport? Find(ConfigDigest revision, string step)
    {
        foreach (StepReport report in Steps)
        {
            if (report.Revision == revision && string.Equals(report.Step, step, StringComparison.Ordinal))
            {
                return report;
            }
        }

        return null;
    }
}
