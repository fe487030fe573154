using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Lets everybody switch who asks.</summary>
internal sealed class CarelessHosts(IHostStore inner) : IHostStore
{
    public ValueTask<IReadOnlyList<HostPresence>> BeatAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        inner.BeatAsync(owner, duration, cancellationToken);

    public ValueTask LeaveAsync(string owner, CancellationToken cancellationToken) => inner.LeaveAsync(owner, cancellationToken);

    public ValueTask<bool> TryBeginSwitchAsync(LeaseGrant grant, int limit, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public ValueTask EndSwitchAsync(LeaseGrant grant, CancellationToken cancellationToken) => inner.EndSwitchAsync(grant, cancellationToken);
}
