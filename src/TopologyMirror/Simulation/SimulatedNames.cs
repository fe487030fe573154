using TopologyMirror.Routing;
using TopologyMirror.Safety;

namespace TopologyMirror.Simulation;

/// <summary>A name service whose changes become authoritative after a lag, before resolvers that hold every answer for its TTL.</summary>
public sealed class SimulatedNames : INameService
{
    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly List<SimulatedRecord> _records = [];
    private DateTimeOffset _lastChange;

    internal SimulatedNames(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _random = cluster.World.Random($"{cluster.Name}/names");
    }

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("simulated-names", PortCapabilities.None, Fencing.Atomic);

    internal IReadOnlyList<SimulatedRecord> Records => _records;

    /// <summary>Adds a record. Do so before instances are put into live.</summary>
    /// <param name="record">Its name.</param>
    /// <param name="ttl">How long resolvers hold its first answer.</param>
    public void Add(string record, TimeSpan ttl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(record);
        ArgumentOutOfRangeException.ThrowIfLessThan(ttl, TimeSpan.FromSeconds(1));
        _records.Add(new SimulatedRecord(record, ttl, _cluster.World.Now, _random));
    }

    /// <inheritdoc/>
    /// <remarks>It tells by its own clock when an answer was replaced and when it was asked: a host's clock that jumps makes no answer older.</remarks>
    public ValueTask<NameTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync(Description.Name, "Observe", () => new NameTable(_cluster.World.Now, [.. _records.Select(Observe)]), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SetAsync(SetNameArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync(Description.Name, "Set", () => Set(arguments), [], null, cancellationToken).ConfigureAwait(false);

    /// <summary>True when some resolver still gives the instance out for a record.</summary>
    /// <param name="record">The record's name.</param>
    /// <param name="instance">The instance.</param>
    public bool IsGivenOut(string record, InstanceId instance) => Find(record).IsGivenOut(instance, _cluster.World.Now);

    /// <summary>True when every resolver gives the instance out for every record.</summary>
    internal bool GiveOut(InstanceId instance) => _records.TrueForAll(r => r.WeightInForce(instance, _cluster.World.Now) > 0);

    internal void Place(InstanceId instance) => _records.ForEach(r => r.Place(instance));

    internal IEnumerable<RouteTable> Truth() => _records.Select(r => NameRouter.ToTable(r.Observe(), _cluster.World.Now));

    private NameRecord Observe(SimulatedRecord record) =>
        _cluster.Trouble.AnswersNothing() ? record.Observe() with { Targets = [] } : record.Observe();

    private SimulatedRecord Find(string record) =>
        _records.Find(r => string.Equals(r.Name, record, StringComparison.OrdinalIgnoreCase)) ?? throw new NameRefusedException(record, "does not exist");

    private bool Set(SetNameArguments arguments)
    {
        _cluster.Watch.Fence(Description.Name, arguments.Key, arguments.Epoch);
        SimulatedRecord record = Find(arguments.Record);
        if (!arguments.Targets.Any(t => t.Weight > 0))
        {
            throw new NameRefusedException(arguments.Record, "would name nothing");
        }

        RouteWeight[] changed = Changes(record.Accepted, arguments.Targets);
        NameRecord now = record.Observe();
        if (changed.Length == 0 && now.Targets.Count == arguments.Targets.Count && now.Ttl == arguments.Ttl)
        {
            return true;
        }

        int answer = record.Accept(arguments.Targets, arguments.Ttl);
        TimeSpan lag = _random.NextBetween(_cluster.Profile.ShortestDataPlaneLag, _cluster.Profile.LongestDataPlaneLag);
        DateTimeOffset at = _cluster.World.Now + lag;
        _lastChange = at > _lastChange ? at : _lastChange;
        _cluster.World.Schedule(_lastChange - _cluster.World.Now, () => BringIntoForce(record, answer, changed, arguments));
        _cluster.Note(Description.Name, $"accepted {record.Name}: {string.Join(' ', arguments.Targets.Select(t => $"{t.Instance}={t.Weight}"))} ({arguments.Key})");
        return true;
    }

    private void BringIntoForce(SimulatedRecord record, int answer, RouteWeight[] changed, SetNameArguments arguments)
    {
        if (changed.Length > 0)
        {
            _cluster.Watch.Check(new ProposedEffect
            {
                Kind = ProposedEffectKind.SetWeights, Key = arguments.Key, Epoch = arguments.Epoch, Router = record.Name, Weights = changed,
            });
        }

        _cluster.Trouble.HoldOn(record);
        record.BecomeAuthoritative(answer, _cluster.World.Now);
        foreach (RouteWeight weight in changed.Where(w => w.Weight > 0))
        {
            if (_cluster.Fleet.Find(weight.Instance) is { FirstRoutedAt: null } instance)
            {
                instance.FirstRoutedAt = _cluster.World.Now;
            }
        }

        _cluster.Note(Description.Name, $"in force {record.Name} ({arguments.Key})");
    }

    private static RouteWeight[] Changes(IReadOnlyList<NameTarget> before, IReadOnlyList<NameTarget> after)
    {
        var weights = new SortedDictionary<InstanceId, int>();
        foreach (NameTarget target in after)
        {
            weights[target.Instance] = target.Weight;
        }

        foreach (NameTarget target in before)
        {
            int weight = weights.GetValueOrDefault(target.Instance);
            _ = weight == target.Weight ? weights.Remove(target.Instance) : weights.TryAdd(target.Instance, 0);
        }

        return [.. weights.Where(w => w.Value > 0 || before.Any(t => t.Instance == w.Key && t.Weight > 0)).Select(w => new RouteWeight(w.Key, w.Value))];
    }
}
