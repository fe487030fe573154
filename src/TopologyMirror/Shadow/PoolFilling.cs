using TopologyMirror.Capacity;
using TopologyMirror.Topology;

namespace TopologyMirror.Shadow;

/// <summary>Fills one pool of a service's shadow, trims it, and replaces what has another size than live. Pure.</summary>
internal sealed class PoolFilling(MirrorInput input, ShadowTarget target, LiveShape shape)
{
    /// <summary>Brings a pool to its target.</summary>
    /// <param name="pool">Its instances.</param>
    /// <param name="size">Instances that it should have.</param>
    /// <param name="digest">What they run.</param>
    /// <param name="room">Instances that the cap still leaves room for.</param>
    /// <param name="actions">Takes what there is to do, terminations first.</param>
    /// <returns>The room that is left.</returns>
    public int Fill(IReadOnlyList<ObservedInstance> pool, int size, ConfigDigest digest, int room, List<FleetAction> actions)
    {
        ObservedInstance[] misfits = target.KeepsSizes ? [] : [.. pool.Where(i => IsMisfit(i) && MayEnd(i)).OrderBy(i => i.LaunchedAt).ThenBy(i => i.Id)];
        ObservedInstance[] standing = [.. misfits.Where(i => i.State == InstanceState.Ready)];
        List<ObservedInstance> fits = [.. pool.Except(misfits)];

        // What has the wrong size and is not ready goes at once; what stands ready goes once enough stands ready without it.
        int lacking = MayLaunch(digest) ? Math.Clamp(size - fits.Count, 0, input.Options.MaxLaunchBatch) : 0;
        int spare = Math.Clamp(fits.Count(i => i.State == InstanceState.Ready) + standing.Length - size, 0, standing.Length);
        int free = Math.Max(room + misfits.Length - standing.Length + spare, 0);
        int replaced = Math.Clamp(lacking - free, 0, standing.Length - spare);
        int launched = Math.Min(lacking, free + replaced);
        InstanceId[] resized = [.. misfits.Except(standing).Concat(standing.Take(spare + replaced)).Select(i => i.Id).Order()];
        InstanceId[] surplus = LeastUseful(fits, fits.Count - size);
        Add(actions, resized, FleetActionReason.Resized);
        Add(actions, surplus, FleetActionReason.Surplus);

        int missing = Math.Clamp(size - pool.Count, 0, launched);
        foreach ((FleetActionReason reason, int count) in new[] { (FleetActionReason.BelowTarget, missing), (FleetActionReason.Resized, launched - missing) })
        {
            Launch(actions, fits, count, digest, reason);
        }

        return room + resized.Length + surplus.Length - launched;
    }

    /// <summary>What was refused again and again is not launched again and again.</summary>
    private bool MayLaunch(ConfigDigest digest) =>
        digest != input.CoverDigest || input.Now >= input.NoCoverLaunchBefore.GetValueOrDefault(target.Service);

    private bool IsMisfit(ObservedInstance instance) =>
        shape.Size is { } size && instance.Size is { } own && !string.Equals(own, size, StringComparison.Ordinal);

    private bool MayEnd(ObservedInstance instance) => !input.Reserved.Contains(instance.Id) && !MirrorShadowManager.IsReliedOn(input, instance);

    private void Add(List<FleetAction> actions, InstanceId[] ended, FleetActionReason reason)
    {
        if (ended.Length > 0)
        {
            actions.Add(new FleetAction(target.Service, 0, ended, reason));
        }
    }

    /// <summary>Launches in the zones where the shadow is furthest below live; what is launched counts for the next.</summary>
    private void Launch(List<FleetAction> actions, List<ObservedInstance> fits, int count, ConfigDigest digest, FleetActionReason reason)
    {
        if (count == 0)
        {
            return;
        }

        IEnumerable<string?> before = actions.Where(a => a.Digest == digest && a.Service == target.Service).SelectMany(a => Enumerable.Repeat(a.Zone, a.Launch));
        foreach ((string? zone, int launch) in shape.Place([.. fits.Select(i => i.Zone), .. before], count))
        {
            actions.Add(new FleetAction(target.Service, launch, [], reason) { Digest = digest, Zone = zone, Size = shape.Size });
        }
    }

    /// <summary>
    /// Those that are not ready before those that are, then those of the wrong size, then those of the fullest zone, then the youngest: they
    /// have the longest way to go.
    /// </summary>
    private InstanceId[] LeastUseful(IReadOnlyList<ObservedInstance> pool, int count)
    {
        List<ObservedInstance> left = [.. pool];
        var ended = new List<InstanceId>();
        while (ended.Count < count)
        {
            SortedDictionary<string, int> zones = LiveShape.Counts(left.Select(i => i.Zone));
            ObservedInstance? next = left.Where(MayEnd)
                .OrderBy(i => i.State == InstanceState.Ready)
                .ThenByDescending(IsMisfit)
                .ThenByDescending(i => shape.Excess(zones, i.Zone))
                .ThenByDescending(i => i.LaunchedAt)
                .ThenByDescending(i => i.Id)
                .FirstOrDefault();
            if (next is null)
            {
                break;
            }

            left.Remove(next);
            ended.Add(next.Id);
        }

        return [.. ended.Order()];
    }
}
