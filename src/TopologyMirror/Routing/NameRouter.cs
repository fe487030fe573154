namespace TopologyMirror.Routing;

/// <summary>
/// A record seen as a router whose data plane lags by the TTL: a weight that was changed is pending until no resolver can hold an answer
/// with another one. So whatever holds for routers holds for names.
/// </summary>
internal sealed class NameRouter(INameService names, string record, NameOptions options) : ITrafficRouter
{
    public PortDescription Description { get; } = new(
        record, PortCapabilities.JoinByRoute | PortCapabilities.DrainInPlace, names.Description.Fencing);

    public async ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        (DateTimeOffset at, NameRecord found) = await FindAsync(cluster, cancellationToken).ConfigureAwait(false);
        return ToTable(found, at);
    }

    public ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(
            arguments.Key,
            arguments.Epoch,
            targets =>
            {
                foreach (RouteWeight weight in arguments.Weights)
                {
                    targets[weight.Instance] = weight.Weight;
                }
            },
            cancellationToken);

    public ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(
            arguments.Key,
            arguments.Epoch,
            targets =>
            {
                foreach (InstanceId instance in arguments.Instances)
                {
                    targets.Remove(instance);
                }
            },
            cancellationToken);

    /// <summary>What a record does to requests, as far as resolvers can be known.</summary>
    public static RouteTable ToTable(NameRecord record, DateTimeOffset at)
    {
        List<(SortedDictionary<InstanceId, int> Weights, DateTimeOffset? Until)> held = [];
        for (int i = 0; i < record.Replaced.Count; i++)
        {
            // A resolver that asked just before the change holds the old answer for its TTL; one that goes by the new TTL for that one.
            NameAnswer answer = record.Replaced[i];
            TimeSpan next = i == 0 ? record.Ttl : record.Replaced[i - 1].Ttl;
            DateTimeOffset? until = answer.ReplacedAt + (answer.Ttl > next ? answer.Ttl : next);
            if (until is null || at < until)
            {
                held.Add((Weights(answer.Targets), until));
            }
        }

        SortedDictionary<InstanceId, int> now = Weights(record.Targets);
        IEnumerable<InstanceId> instances = now.Keys.Concat(held.SelectMany(h => h.Weights.Keys)).Distinct();
        return new RouteTable(record.Name, at, instances.Select(i => ToRoute(i, now, held)));
    }

    private static InstanceRoute ToRoute(
        InstanceId instance, SortedDictionary<InstanceId, int> now, List<(SortedDictionary<InstanceId, int> Weights, DateTimeOffset? Until)> held)
    {
        int weight = now.GetValueOrDefault(instance);
        (int Weight, DateTimeOffset? Until)[] others =
        [
            .. held.Select(h => (Weight: h.Weights.GetValueOrDefault(instance), h.Until)).Where(h => h.Weight != weight),
        ];
        if (others.Length == 0)
        {
            return new InstanceRoute { Instance = instance, Weight = weight };
        }

        // Who is to get requests cannot be counted on yet; who is to lose them is still relied on.
        int inForce = weight > 0 ? others.Min(o => o.Weight) : others.Max(o => o.Weight);
        return new InstanceRoute
        {
            Instance = instance,
            Weight = inForce,
            PendingWeight = weight,
            SettlesAt = Array.Exists(others, o => o.Until is null) ? null : others.Max(o => o.Until),
        };
    }

    private static SortedDictionary<InstanceId, int> Weights(IReadOnlyList<NameTarget> targets)
    {
        var weights = new SortedDictionary<InstanceId, int>();
        foreach (NameTarget target in targets)
        {
            weights[target.Instance] = target.Weight;
        }

        return weights;
    }

    private async ValueTask ChangeAsync(
        EffectKey key, Epoch epoch, Action<SortedDictionary<InstanceId, int>> change, CancellationToken cancellationToken)
    {
        (_, NameRecord found) = await FindAsync(key.Cluster, cancellationToken).ConfigureAwait(false);
        if (found.Ttl > options.LongestTtl)
        {
            throw new NameRefusedException(
                record, $"is served with a TTL of {found.Ttl}, longer than NameOptions.LongestTtl ({options.LongestTtl}); lower it first");
        }

        SortedDictionary<InstanceId, int> targets = Weights(found.Targets);
        change(targets);
        NameTarget[] wanted = [.. targets.Select(t => new NameTarget(t.Key, t.Value))];
        if (!Array.Exists(wanted, t => t.Weight > 0))
        {
            throw new NameRefusedException(record, "would name nothing");
        }

        // What changes nothing is asked for as well: it is the name service that keeps stale owners out.
        await names.SetAsync(new SetNameArguments(key, epoch, record, wanted, options.Ttl), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(DateTimeOffset At, NameRecord Record)> FindAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        NameTable table = await names.ObserveAsync(cluster, cancellationToken).ConfigureAwait(false);
        return (table.ObservedAt, table.Find(record) ?? throw new NameRefusedException(record, $"does not exist at '{names.Description.Name}'"));
    }
}
