namespace TopologyMirror.Switchover;

/// <summary>An instance that a committed run took out of live and that is not gone yet. Immutable.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Run">The run.</param>
/// <param name="Since">When the run was committed: its requests ended no later.</param>
public sealed record RetireEntry(InstanceId Instance, RunId Run, DateTimeOffset Since);
