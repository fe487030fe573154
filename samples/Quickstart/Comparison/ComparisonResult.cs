using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Quickstart.Commands;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>Everything that was run on one trace. Immutable.</summary>
internal sealed record ComparisonResult
{
    /// <summary>What the user chose.</summary>
    public required QuickstartSettings Settings { get; init; }

    /// <summary>The trace.</summary>
    public required ReplayTrace Trace { get; init; }

    /// <summary>What the shipped pipeline did.</summary>
    public required PipelineReplayResult Mirror { get; init; }

    /// <summary>What the pipeline's ledger says of it, warm-up included.</summary>
    public required MirrorLedger Ledger { get; init; }

    /// <summary>The scored ticks, oldest first.</summary>
    public required IReadOnlyList<PipelineReplayTick> Ticks { get; init; }

    /// <summary>What was forecast, per metric of the trace.</summary>
    public required IReadOnlyList<ForecastTrail> Forecasts { get; init; }

    /// <summary>The cluster's journal.</summary>
    public required IReadOnlyList<JournalRecord> Journal { get; init; }

    /// <summary>The scores of all policies, <c>topologymirror</c> first.</summary>
    public required IReadOnlyList<PolicyScore> Policies { get; init; }

    /// <summary>The accepted risk in force.</summary>
    public required double Risk { get; init; }

    /// <summary>The metric that asked for most most often.</summary>
    public ReplayMetric Binding => Trace.Metrics.First(m => string.Equals(m.Name, Mirror.BindingMetric, StringComparison.Ordinal));

    /// <summary>The score of one policy.</summary>
    /// <param name="name">Its name.</param>
    public ReplayScore ScoreOf(string name) => Policies.First(p => string.Equals(p.Name, name, StringComparison.Ordinal)).Score;
}
