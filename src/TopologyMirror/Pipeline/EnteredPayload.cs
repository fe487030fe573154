using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>A run entered a phase.</summary>
internal sealed record EnteredPayload(
    SwitchoverPhase Phase, string? Reason = null, IReadOnlyList<ServiceSignals>? Baseline = null, IReadOnlyList<ObservedWeight>? Routes = null);
