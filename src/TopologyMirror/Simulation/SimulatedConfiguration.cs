using System.Security.Cryptography;
using System.Text;
using TopologyMirror.Propagation;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>
/// The configuration of a simulated cluster: what it should run, and what each instance says that it runs. As a source it has no bundles: instances
/// are born with what a digest names. As a target it takes its time: to deliver, to execute, to activate.
/// </summary>
public sealed partial class SimulatedConfiguration : IConfigurationSource, IConfigurationTarget
{
    private const string Port = "configuration";

    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> _bytes = [];
    private readonly SortedDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private ConfigurationBundle? _installed;

    internal SimulatedConfiguration(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _random = cluster.World.Random($"{cluster.Name}/{Port}");
    }

    /// <inheritdoc/>
    public string Name => "simulated-configuration";

    /// <inheritdoc/>
    public PortCapabilities NeededOfTarget => PortCapabilities.None;

    /// <inheritdoc/>
    public PortDescription Description { get; } = new(
        "simulated-configuration", PortCapabilities.DigestReadBack | PortCapabilities.Delivery | PortCapabilities.Capture, Fencing.Atomic);

    /// <summary>What the cluster should run. Default: the digest of nothing.</summary>
    public ConfigDigest Desired { get; set; } = new("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    /// <summary>What steps do, and which were executed.</summary>
    public SimulatedSteps Steps { get; } = new();

    /// <summary>What goes wrong with a call, by the name of its method and the instance. Default: nothing.</summary>
    public Func<string, InstanceId, SimulatedCallFault> Faults { get; set; } = static (_, _) => SimulatedCallFault.None;

    /// <summary>Says whether a blob arrives with other bytes at an instance. Default: never.</summary>
    public Func<InstanceId, BlobDigest, bool> Corrupts { get; set; } = static (_, _) => false;

    /// <summary>Makes a revision the desired one, and what is placed into live from now on runs and holds it.</summary>
    /// <param name="revision">The revision.</param>
    public void Install(CapturedRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        Keep(revision);
        _installed = revision.Bundle;
        Desired = revision.Bundle.Digest;
    }

    /// <summary>Gives instances a secret, which they resolve by themselves.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void SetSecret(string name, string value) => _secrets[name] = value;

    /// <summary>Somebody changes a file on an instance by hand: it reports another digest, which no bundle has.</summary>
    /// <param name="instance">The instance.</param>
    public void Edit(InstanceId instance)
    {
        SimulatedInstance edited = Existing(instance);
        edited.InForce = new ConfigDigest(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{edited.Digest}{instance}"))));
        _cluster.Note(Port, $"{instance} was edited by hand");
    }

    /// <summary>Somebody brings an instance to another revision, past this library.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="revision">The revision.</param>
    public void Edit(InstanceId instance, CapturedRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        Keep(revision);
        SimulatedInstance edited = Existing(instance);
        Run(edited, revision.Bundle);
        _cluster.Note(Port, $"{instance} was brought to {revision.Bundle.Digest.Abbreviated} by hand");
    }

    /// <summary>An instance loses what it knew of the steps that it executed, as one whose agent is installed anew.</summary>
    /// <param name="instance">The instance.</param>
    public void ForgetSteps(InstanceId instance) => Existing(instance).Content.Steps.Clear();

    /// <inheritdoc/>
    public ValueTask<ConfigDigest> ReadDesiredAsync(DesiredArguments arguments, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync(Port, "ReadDesired", () => Desired, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConfigurationBundle?> FindBundleAsync(ClusterName cluster, ConfigDigest digest, CancellationToken cancellationToken)
    {
        // Nothing is asked of anybody: an answer that is always the same takes no time.
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<ConfigurationBundle?>(null);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(ClusterName cluster, BlobDigest blob, CancellationToken cancellationToken) =>
        throw new NotRetainedException(cluster, $"the blob {blob}");

    /// <summary>A placed instance holds what is installed.</summary>
    internal void Fill(SimulatedInstance instance)
    {
        if (_installed is { } bundle && bundle.Digest == instance.InForce)
        {
            Run(instance, bundle);
        }
    }

    private static void Run(SimulatedInstance instance, ConfigurationBundle bundle)
    {
        instance.InForce = bundle.Digest;
        instance.Content.Activated = bundle;
        instance.Content.Manifests[bundle.Digest] = bundle;
        instance.Content.Blobs.UnionWith(bundle.Blobs);
    }

    private void Keep(CapturedRevision revision)
    {
        foreach ((BlobDigest blob, ReadOnlyMemory<byte> bytes) in revision.Blobs)
        {
            _bytes[blob] = bytes;
        }
    }

    private SimulatedInstance Existing(InstanceId instance) =>
        _cluster.Fleet.Find(instance) is { State: InstanceState.Ready } existing
            ? existing
            : throw new InvalidTopologyException($"Instance '{instance}' of cluster '{_cluster.Name}' is not there, or not ready.");
}
