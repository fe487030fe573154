namespace TopologyMirror.Switchover;

/// <summary>A release of which some waves are committed and some are not: live runs two digests until it is done. Immutable.</summary>
public sealed record OpenRelease
{
    /// <summary>The digest that it brings.</summary>
    public required ConfigDigest Digest { get; init; }

    /// <summary>The digest that live ran before, at which cover stands by until the release is done.</summary>
    public required ConfigDigest Previous { get; init; }

    /// <summary>Waves that were committed, backward ones included.</summary>
    public required int Waves { get; init; }

    /// <summary>The newest forward one.</summary>
    public required RunId LastWave { get; init; }

    /// <summary>How long it can be undone once it is done.</summary>
    public TimeSpan RetainFor { get; init; }

    /// <summary>True when it is itself an operator's roll-back.</summary>
    public bool IsUndoing { get; init; }

    /// <summary>True once it is being taken back, wave by wave.</summary>
    public bool IsBackward { get; init; }

    /// <summary>The digest to which live is being brought.</summary>
    public ConfigDigest Target => IsBackward ? Previous : Digest;

    /// <summary>The digest that leaves live.</summary>
    public ConfigDigest Leaving => IsBackward ? Digest : Previous;

    /// <summary>True for the two digests that live may run while the release is open.</summary>
    /// <param name="digest">The digest.</param>
    public bool Declares(ConfigDigest digest) => digest == Digest || digest == Previous;
}
