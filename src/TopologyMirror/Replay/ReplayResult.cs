using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>One run: what took place, what it gave, and its score. Immutable.</summary>
public sealed class ReplayResult
{
    internal ReplayResult()
    {
    }

    /// <summary>Name of the trace.</summary>
    public required string Trace { get; init; }

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Every action that took place, oldest first; replayed as a <see cref="RecordedPolicy"/> they give the same score.</summary>
    public required ImmutableArray<ReplayAction> Actions { get; init; }

    /// <summary>Tick of the first element of <see cref="Serving"/> and <see cref="Paid"/>: the start of the warm-up.</summary>
    public required int FirstTick { get; init; }

    /// <summary>Instances that served the whole tick, per tick from the start of the warm-up to the end of the trace.</summary>
    public required ImmutableArray<int> Serving { get; init; }

    /// <summary>Instances paid, per tick from the start of the warm-up to the end of the trace.</summary>
    public required ImmutableArray<int> Paid { get; init; }

    /// <summary>What became of each release, oldest first; empty without releases.</summary>
    public ImmutableArray<ReplayReleaseResult> Releases { get; init; } = [];

    /// <summary>The score of the evaluated ticks.</summary>
    public required ReplayScore Score { get; init; }
}
