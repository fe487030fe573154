namespace TopologyMirror.Propagation;

/// <summary>
/// The configuration that the host publishes: the newest published bundle of a cluster is what it should run. A run that is open goes on
/// with the digest that it began with; what was published meanwhile comes after it.
/// </summary>
/// <remarks>Thread-safe. It lives in the memory of this process: a restarted host publishes again before its first tick.</remarks>
public sealed class PublishedConfiguration : IConfigurationSource
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<ClusterName, ConfigurationBundle> _bundles = [];

    /// <inheritdoc/>
    public string Name => "published";

    /// <summary>Publishes a revision.</summary>
    /// <param name="cluster">The cluster that shall run it.</param>
    /// <param name="draft">The revision.</param>
    /// <param name="services">The cluster's services.</param>
    /// <returns>The bundle, named by its digest. The same revision again changes nothing.</returns>
    /// <exception cref="InvalidBundleException">The draft contradicts itself or the cluster; what was published before stays.</exception>
    public ConfigurationBundle Publish(ClusterName cluster, BundleDraft draft, IReadOnlyCollection<ServiceName> services)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ConfigurationBundle bundle = draft.Build(services);
        lock (_gate)
        {
            _bundles[cluster] = bundle;
        }

        return bundle;
    }

    /// <summary>The newest published bundle; null when there is none.</summary>
    /// <param name="cluster">The cluster.</param>
    public ConfigurationBundle? Find(ClusterName cluster)
    {
        lock (_gate)
        {
            return _bundles.GetValueOrDefault(cluster);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NothingPublishedException">Nothing was published for the cluster yet.</exception>
    public ValueTask<ConfigDigest> ReadDesiredAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult((Find(cluster) ?? throw new NothingPublishedException(cluster)).Digest);
    }
}
