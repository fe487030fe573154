using TopologyMirror.Durability;

namespace TopologyMirror.Simulation;

/// <summary>Leases, commands and hosts.</summary>
internal sealed partial class SimulatedMirrorStore
{
    public ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        CallAsync(cluster, "TryAcquire", () => Inner.TryAcquireAsync(cluster, owner, duration, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken) =>
        grants.FirstOrDefault() is { } first
            ? CallAsync(first.Cluster, "Renew", () => Inner.RenewAsync(grants, cancellationToken), cancellationToken)
            : Inner.RenewAsync(grants, cancellationToken);

    public async ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken) =>
        await CallAsync(grant.Cluster, "Release", () => DoneAsync(Inner.ReleaseAsync(grant, cancellationToken)), cancellationToken).ConfigureAwait(false);

    public ValueTask<CommandRecord> SubmitAsync(CommandRecord command, CancellationToken cancellationToken) =>
        CallAsync(command.Cluster, "Submit", () => Inner.SubmitAsync(command, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<CommandRecord>> ReadOpenAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        CallAsync(cluster, "ReadOpen", () => Inner.ReadOpenAsync(cluster, cancellationToken), cancellationToken);

    public ValueTask<CommandRecord?> FindAsync(ClusterName cluster, string key, CancellationToken cancellationToken) =>
        CallAsync(cluster, "Find", () => Inner.FindAsync(cluster, key, cancellationToken), cancellationToken);

    public async ValueTask AnswerAsync(ClusterName cluster, string key, CommandAnswer answer, CancellationToken cancellationToken) =>
        await CallAsync(cluster, "Answer", () => DoneAsync(Inner.AnswerAsync(cluster, key, answer, cancellationToken)), cancellationToken).ConfigureAwait(false);

    public ValueTask<BrokenGlass> BreakGlassAsync(BrokenGlass glass, CancellationToken cancellationToken) =>
        CallAsync(glass.Cluster, "BreakGlass", () => Inner.BreakGlassAsync(glass, cancellationToken), cancellationToken);

    public ValueTask<bool> MendGlassAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        CallAsync(cluster, "MendGlass", () => Inner.MendGlassAsync(cluster, cancellationToken), cancellationToken);

    public ValueTask<BrokenGlass?> FindBrokenGlassAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        CallAsync(cluster, "FindBrokenGlass", () => Inner.FindBrokenGlassAsync(cluster, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<HostPresence>> BeatAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        Inner.BeatAsync(owner, duration, cancellationToken);

    public ValueTask LeaveAsync(string owner, CancellationToken cancellationToken) => Inner.LeaveAsync(owner, cancellationToken);

    public ValueTask<bool> TryBeginSwitchAsync(LeaseGrant grant, int limit, CancellationToken cancellationToken) =>
        CallAsync(grant.Cluster, "TryBeginSwitch", () => Inner.TryBeginSwitchAsync(grant, limit, cancellationToken), cancellationToken);

    public async ValueTask EndSwitchAsync(LeaseGrant grant, CancellationToken cancellationToken) =>
        await CallAsync(grant.Cluster, "EndSwitch", () => DoneAsync(Inner.EndSwitchAsync(grant, cancellationToken)), cancellationToken).ConfigureAwait(false);

    private static async ValueTask<bool> DoneAsync(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return true;
    }
}
