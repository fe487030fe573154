using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>Whether the store notes this cluster as switching; null when an owner before may have left it so.</summary>
    private bool? _holdsSlot;

    /// <summary>A cluster whose leases are kept elsewhere than its hosts switches by itself.</summary>
    private bool HasSlots => !ReferenceEquals(_parts.Ports.Hosts, _parts.Ports.Own) || ReferenceEquals(_parts.Ports.Leases, _parts.Ports.Own);

    /// <summary>Ends the note of a run that is not open any more, also one of an owner that died, and notes one that is open.</summary>
    private async ValueTask SettleSlotAsync(LeaseHandle lease, CancellationToken cancellationToken)
    {
        bool isOpen = _journal.Book.Open is not null;
        if (!HasSlots || _holdsSlot == isOpen)
        {
            return;
        }

        if (isOpen)
        {
            await _parts.Ports.Hosts.TryBeginSwitchAsync(lease.Grant, int.MaxValue, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _parts.Ports.Hosts.EndSwitchAsync(lease.Grant, cancellationToken).ConfigureAwait(false);
        }

        _holdsSlot = isOpen;
    }

    /// <summary>The run that was planned, or null when as many clusters switch as may, and it can wait.</summary>
    /// <param name="tick">Told why it waits.</param>
    /// <param name="plan">The run.</param>
    /// <param name="isCommanded">Whether an operator asks for it.</param>
    /// <param name="observation">What it rests on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async ValueTask<RunPlan?> WithSlotAsync(
        TickWork tick, RunPlan? plan, bool isCommanded, ClusterObservation observation, CancellationToken cancellationToken)
    {
        if (plan is null || !HasSlots)
        {
            return plan;
        }

        bool cannotWait = isCommanded || _journal.Book.Pin is not null || IsNeededNow(plan, observation, tick.Counts);
        int limit = cannotWait ? int.MaxValue : await SwitchLimitAsync(cancellationToken).ConfigureAwait(false);
        _holdsSlot = null;
        if (await _parts.Ports.Hosts.TryBeginSwitchAsync(tick.Lease.Grant, limit, cancellationToken).ConfigureAwait(false))
        {
            _holdsSlot = true;
            return plan;
        }

        _holdsSlot = false;
        tick.Waits = $"A {plan.Kind} of cluster '{Cluster}' waits: {limit} of all clusters may switch at the same time, and as many do.";
        return null;
    }

    /// <summary>The run has ended. Where the store does not answer, the next tick tells it.</summary>
    private async ValueTask EndSlotAsync(LeaseHandle lease, CancellationToken cancellationToken)
    {
        try
        {
            await SettleSlotAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && !e.IsFatal())
        {
            _holdsSlot = null;
        }
    }

    /// <summary>A share of the clusters that all hosts hold now, and at least one.</summary>
    private async ValueTask<int> SwitchLimitAsync(CancellationToken cancellationToken)
    {
        // A share that is not exact in binary must not cost the last cluster.
        const double rounding = 1e-9;
        int held = (await HostsNowAsync(cancellationToken).ConfigureAwait(false)).Sum(h => h.Clusters);
        return Math.Max((int)((held * _options.MaxSwitchingShare) + rounding), 1);
    }

    /// <summary>Load that is measured now asks for more than serves.</summary>
    private static bool IsNeededNow(RunPlan plan, ClusterObservation observation, IReadOnlyList<ServiceCounts> counts) =>
        plan.Kind == SwitchoverKind.Join && counts.Any(c => observation.Needs.Any(n => n.Service == c.Service && n.Instances > c.Live));
}
