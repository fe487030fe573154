using TopologyMirror.Propagation;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>The configuration of a simulated cluster: what it should run, and what each instance says that it runs.</summary>
public sealed class SimulatedConfiguration : IConfigurationSource, IConfigurationTarget
{
    private readonly SimulatedCluster _cluster;

    internal SimulatedConfiguration(SimulatedCluster cluster) => _cluster = cluster;

    /// <inheritdoc/>
    public string Name => "simulated-configuration";

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("simulated-configuration", PortCapabilities.DigestReadBack, Fencing.Atomic);

    /// <summary>What the cluster should run. Default: the digest of nothing.</summary>
    public ConfigDigest Desired { get; set; } = new("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    /// <inheritdoc/>
    public ValueTask<ConfigDigest> ReadDesiredAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync("configuration", "ReadDesired", () => Desired, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<InstanceId, ConfigDigest>> ReadDigestsAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync<IReadOnlyDictionary<InstanceId, ConfigDigest>>("configuration", "ReadDigests", () => Answers(instances), cancellationToken);

    private SortedDictionary<InstanceId, ConfigDigest> Answers(IReadOnlyList<InstanceId> instances)
    {
        var digests = new SortedDictionary<InstanceId, ConfigDigest>();
        foreach (InstanceId id in instances)
        {
            if (_cluster.Fleet.Find(id) is { State: InstanceState.Ready } instance)
            {
                digests[id] = instance.Digest;
            }
        }

        return digests;
    }
}
