using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Durability;

/// <summary>The leases of a world's store, behind a connection that takes its time and can fail.</summary>
internal sealed class RemoteLeases(SimulationWorld world) : ILeaseStore
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    /// <summary>Calls fail after their latency.</summary>
    public bool Fails { get; set; }

    /// <summary>Calls are not answered.</summary>
    public bool Hangs { get; set; }

    /// <summary>When renewals were asked for, counted from the start of the world.</summary>
    public List<TimeSpan> Renewals { get; } = [];

    public int Releases { get; private set; }

    /// <summary>Calls are answered at once.</summary>
    public bool IsFast { get; set; }

    /// <summary>Of renewals, every so many fail after their latency; 0 for none.</summary>
    public int FailsEvery { get; set; }

    /// <summary>How many leases were prolonged.</summary>
    public int Renewed { get; private set; }

    public int LargestBatch { get; private set; }

    /// <summary>Until when the store holds each lease.</summary>
    public SortedDictionary<ClusterName, DateTimeOffset> Expiries { get; } = [];

    public async ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken).ConfigureAwait(false);
        Expiries[cluster] = world.Now + duration;
        return await world.Store.TryAcquireAsync(cluster, owner, duration, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken)
    {
        Renewals.Add(world.Now - world.Start);
        LargestBatch = Math.Max(LargestBatch, grants.Count);
        bool fails = FailsEvery > 0 && Renewals.Count % FailsEvery == 0;
        await AnswerAsync(cancellationToken).ConfigureAwait(false);
        if (fails)
        {
            throw new IOException("The store is away.");
        }

        IReadOnlySet<ClusterName> renewed = await world.Store.RenewAsync(grants, cancellationToken).ConfigureAwait(false);
        Renewed += renewed.Count;
        foreach (LeaseGrant grant in grants.Where(g => renewed.Contains(g.Cluster)))
        {
            Expiries[grant.Cluster] = world.Now + grant.Duration;
        }

        return renewed;
    }

    public async ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken)
    {
        Releases++;
        await AnswerAsync(cancellationToken).ConfigureAwait(false);
        await world.Store.ReleaseAsync(grant, cancellationToken).ConfigureAwait(false);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await VirtualDelay.WaitAsync(world.Time, Hangs ? TimeSpan.FromDays(1) : IsFast ? TimeSpan.Zero : Latency, cancellationToken).ConfigureAwait(false);
        if (Fails)
        {
            throw new IOException("The store is away.");
        }
    }
}
