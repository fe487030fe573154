using System.Collections.Immutable;
using TopologyMirror.Forecasting;
using TopologyMirror.Replay;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>What a replay through the shipped pipeline gave. Immutable.</summary>
public sealed record PipelineReplayResult
{
    /// <summary>The score and the actions, by the rules that all policies are scored by.</summary>
    public required ReplayResult Scored { get; init; }

    /// <summary>Runs that ended, in order, warm-up included.</summary>
    public required IReadOnlyList<SwitchoverState> Runs { get; init; }

    /// <summary>How often the shadow was found in step again after a run.</summary>
    public required int Resyncs { get; init; }

    /// <summary>Effects that broke an invariant on the ground truth.</summary>
    public required int InvariantViolations { get; init; }

    /// <summary>How often need rose above what served without an effect of the pipeline.</summary>
    public required int Deviations { get; init; }

    /// <summary>The metric that asked for most most often; its forecast is the one that is scored here.</summary>
    public required string BindingMetric { get; init; }

    /// <summary>How good the forecast of the binding metric was over the scored ticks.</summary>
    public required ForecastScore Forecast { get; init; }

    /// <summary>Instances that served, per tick from the start of the warm-up, as the world had it.</summary>
    public required ImmutableArray<int> Serving { get; init; }

    /// <summary>Instances that existed, per tick from the start of the warm-up, as the world had it.</summary>
    public required ImmutableArray<int> Existing { get; init; }

    /// <summary>Joins that were committed.</summary>
    public int Joins => Runs.Count(r => r is { Plan.Kind: SwitchoverKind.Join, Outcome: SwitchoverOutcome.Committed });

    /// <summary>Replaces that were committed.</summary>
    public int Replaces => Runs.Count(r => r is { Plan.Kind: SwitchoverKind.Replace, Outcome: SwitchoverOutcome.Committed });

    /// <summary>Runs that were rolled back.</summary>
    public int RolledBack => Runs.Count(r => r.Outcome == SwitchoverOutcome.RolledBack);
}
