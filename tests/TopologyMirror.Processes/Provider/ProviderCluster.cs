using System.Globalization;

namespace TopologyMirror.Processes.Provider;

/// <summary>
/// A cluster of one service in real time: instances that take a while to be ready, a router whose data plane lags, monitoring. It fences by
/// epoch, keeps its own ground truth and holds every effect against it. Thread-safe.
/// </summary>
internal sealed partial class ProviderCluster
{
    public const int Floor = 2;
    public const int Cover = 1;

    private const int First = 3;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ProviderSchedule _schedule;
    private readonly SortedDictionary<string, ProviderInstance> _instances = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ProviderRoute> _routes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _watched = new(StringComparer.Ordinal);
    private readonly List<PendingWeight> _pending = [];
    private readonly Dictionary<string, EffectAnswer> _done = new(StringComparer.Ordinal);
    private int _launched;
    private int _terminated;
    private int _repeated;
    private int _staleRefused;
    private long _epoch;
    private DateTimeOffset _lastEffectAt;

    public ProviderCluster(TimeProvider time, int seed)
    {
        _time = time;
        _random = new Random(seed);
        DateTimeOffset now = time.GetUtcNow();
        _schedule = new ProviderSchedule(now);
        for (int i = 1; i <= First; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"web-first-{i}");
            _instances[id] = new ProviderInstance(id, _schedule.Desired(now), null, now, now);
            _routes[id] = new ProviderRoute { Accepted = 100, InForce = 100 };
            _watched.Add(id);
        }

        _fewestServing = First;
    }

    public StateMessage Observe()
    {
        lock (_gate)
        {
            DateTimeOffset now = Advance();
            return new StateMessage(
                now,
                _schedule.Desired(now),
                [.. _instances.Values.Select(i => new InstanceMessage(i.Id, i.Digest, i.LaunchKey, i.LaunchedAt, i.ReadyAt <= now))],
                [.. _routes.Select(r => new RouteMessage(
                    r.Key, r.Value.InForce, r.Value.Accepted == r.Value.InForce ? null : r.Value.Accepted, r.Value.InForce > 0 ? 40 : r.Value.DrainedAt > now ? 1 : 0))],
                [.. _watched]);
        }
    }

    public IReadOnlyList<SampleMessage> Load(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate)
        {
            return _schedule.Samples(from, to, _time.GetUtcNow());
        }
    }

    /// <summary>From now on nothing changes from outside any more.</summary>
    public void Calm()
    {
        lock (_gate)
        {
            _schedule.Calm(Advance());
        }
    }

    /// <summary>Carries an effect out, unless its epoch is over or its key is known. Atomic: it checks and acts under one lock.</summary>
    public EffectAnswer Issue(EffectMessage effect)
    {
        lock (_gate)
        {
            DateTimeOffset now = Advance();
            if (effect.Epoch < _epoch)
            {
                _staleRefused++;
                return new EffectAnswer(_epoch, []);
            }

            _epoch = effect.Epoch;
            string key = $"{effect.Kind} {effect.Key}";
            if (_done.TryGetValue(key, out EffectAnswer? before))
            {
                _repeated++;
                return before;
            }

            EffectAnswer answer = new(null, Carry(effect, now));
            _done[key] = answer;
            _lastEffectAt = now;
            return answer;
        }
    }

    private IReadOnlyList<string> Carry(EffectMessage effect, DateTimeOffset now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Launch:
                return [.. Enumerable.Range(0, effect.Count).Select(_ => Launch(effect, now))];
            case EffectKind.Terminate:
                Terminate(effect, now);
                break;
            case EffectKind.SetWeights:
                SetWeights(effect, now);
                break;
            case EffectKind.RemoveRoutes:
                RemoveRoutes(effect, now);
                break;
            case EffectKind.Attach:
                _watched.UnionWith(effect.Instances);
                break;
            default:
                Detach(effect, now);
                break;
        }

        return [];
    }

    private string Launch(EffectMessage effect, DateTimeOffset now)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"web-{++_launched:00000}");
        _instances[id] = new ProviderInstance(id, effect.Digest!, effect.Key, now, now + Between(0.2, 1));
        return id;
    }

    private void Terminate(EffectMessage effect, DateTimeOffset now)
    {
        int before = Serving(now);
        foreach (string id in effect.Instances.Where(_instances.ContainsKey))
        {
            if (WeightInForce(id) > 0)
            {
                Violate(now, $"{id} was ended while it was routed ({effect.Key})");
            }

            _instances.Remove(id);
            _terminated++;
        }

        JudgeServing(before, now, effect.Key);
    }

    private void SetWeights(EffectMessage effect, DateTimeOffset now)
    {
        // One call never empties the table on its way: whoever leaves does so once all that come are in force.
        DateTimeOffset filled = now;
        foreach ((string id, int weight) in effect.Instances.Zip(effect.Weights).OrderBy(w => w.Second == 0))
        {
            if (!_routes.TryGetValue(id, out ProviderRoute? route))
            {
                _routes[id] = route = new ProviderRoute();
            }

            DateTimeOffset due = now + Between(0.05, 0.5);
            filled = weight > 0 && due > filled ? due : filled;
            route.Accepted = weight;
            _pending.Add(new PendingWeight(weight == 0 && filled > due ? filled : due, id, weight, route, ++route.Version, effect.Key));
        }

        if (effect.Weights.Any(w => w > 0))
        {
            _servingBefore.TryAdd(RunOf(effect.Key), Serving(now));
        }

        if (!_routes.Values.Any(r => r.Accepted > 0))
        {
            Violate(now, $"the routing set was emptied ({effect.Key})");
        }
    }

    private void RemoveRoutes(EffectMessage effect, DateTimeOffset now)
    {
        int before = Serving(now);
        foreach (string id in effect.Instances)
        {
            _routes.Remove(id);
        }

        JudgeServing(before, now, effect.Key);
    }

    private void Detach(EffectMessage effect, DateTimeOffset now)
    {
        foreach (string id in effect.Instances)
        {
            _watched.Remove(id);
            if (_instances.ContainsKey(id) && WeightInForce(id) > 0)
            {
                Violate(now, $"{id} was taken out of monitoring while it was routed ({effect.Key})");
            }
        }
    }

    private TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * _random.NextDouble()));
}
