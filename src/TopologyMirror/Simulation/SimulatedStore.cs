using TopologyMirror.Data;

namespace TopologyMirror.Simulation;

/// <summary>The data of a simulated cluster: its instances hold replicas, one of them writes.</summary>
public sealed class SimulatedStore : IDataSynchronizer
{
    private readonly SimulatedCluster _cluster;
    private readonly SortedDictionary<DataSetName, SimulatedDataSet> _dataSets = [];

    internal SimulatedStore(SimulatedCluster cluster, bool reversible)
    {
        _cluster = cluster;
        Description = new PortDescription("simulated-store", reversible ? PortCapabilities.Reversible : PortCapabilities.None, Fencing.Atomic);
    }

    /// <inheritdoc/>
    public PortDescription Description { get; }

    /// <summary>What goes wrong: <c>Quiesce</c>, <c>Release</c>, <c>Fence</c>, <c>Promote</c>, <c>Reverse</c>.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>Told when a change comes into force.</summary>
    internal Action<DataChange>? OnInForce { get; set; }

    /// <summary>The data sets, in ordinal order.</summary>
    public IReadOnlyCollection<SimulatedDataSet> DataSets => _dataSets.Values;

    /// <summary>Adds a data set. Its writer is the first instance of the service.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="service">The service whose instances hold the replicas; at least one of them exists.</param>
    /// <param name="writeEvery">Time between writes.</param>
    public SimulatedDataSet AddDataSet(DataSetName name, ServiceName service, TimeSpan writeEvery)
    {
        var dataSet = new SimulatedDataSet(_cluster, name, service, writeEvery);
        _dataSets.Add(name, dataSet);
        return dataSet;
    }

    /// <inheritdoc/>
    public ValueTask<DataSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync("store", "Observe", () => Truth(_cluster.World.Wall), cancellationToken);

    /// <inheritdoc/>
    public ValueTask QuiesceAsync(QuiesceArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(DataChange.Quiesce, arguments.Key, arguments.Epoch, arguments.DataSet, default, arguments.Until, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(ReleaseArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(DataChange.Release, arguments.Key, arguments.Epoch, arguments.DataSet, default, default, cancellationToken);

    /// <inheritdoc/>
    public ValueTask FenceAsync(ReplicaArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(DataChange.Fence, arguments.Key, arguments.Epoch, arguments.DataSet, arguments.Instance, default, cancellationToken);

    /// <inheritdoc/>
    public ValueTask PromoteAsync(ReplicaArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(DataChange.Promote, arguments.Key, arguments.Epoch, arguments.DataSet, arguments.Instance, default, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ReverseAsync(ReplicaArguments arguments, CancellationToken cancellationToken) =>
        ChangeAsync(DataChange.Reverse, arguments.Key, arguments.Epoch, arguments.DataSet, arguments.Instance, default, cancellationToken);

    internal DataSnapshot Truth(DateTimeOffset? at = null) => new(at ?? _cluster.World.Now, _dataSets.Values.Select(d => d.Observe()));

    private async ValueTask ChangeAsync(
        DataChange change, EffectKey key, Epoch epoch, DataSetName name, InstanceId instance, DateTimeOffset until, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync("store", change.ToString(), () => Accept(change, key, epoch, name, instance, until), instance.Value is null ? [] : [instance], null, cancellationToken).ConfigureAwait(false);

    private bool Accept(DataChange change, EffectKey key, Epoch epoch, DataSetName name, InstanceId instance, DateTimeOffset until)
    {
        _cluster.Watch.Fence("store", key, epoch);
        if (!_dataSets.TryGetValue(name, out SimulatedDataSet? dataSet))
        {
            throw new SimulationException($"The simulated store has no data set '{name}'.");
        }

        if (!Faults.Strikes(change.ToString()))
        {
            dataSet.Accept(change, key, epoch, instance, until);
            _cluster.Note("store", $"accepted {change} of {name}{(instance.Value is null ? string.Empty : $" at {instance}")} ({key})");
        }

        return true;
    }
}
