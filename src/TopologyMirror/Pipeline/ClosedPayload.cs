using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>A run ended.</summary>
internal sealed record ClosedPayload(
    SwitchoverOutcome Outcome, string? Reason = null, IReadOnlyList<InstanceId>? Lost = null, bool ByOperator = false,
    IReadOnlyList<InstanceId>? Kept = null, IReadOnlyList<ObservedWeight>? Routes = null);
