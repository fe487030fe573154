using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>
/// The pipelines of this host. Those that were added to its services are built together, when they are first asked for; others are added
/// and removed while it runs. Thread-safe.
/// </summary>
public sealed partial class MirrorPipelines : IMirrorClusters, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Lazy<bool> _built;
    private readonly ClusterAssembly _assembly;
    private readonly TopologyMirrorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HostShare _share;
    private volatile ImmutableSortedDictionary<string, ClusterLoop> _clusters = ImmutableSortedDictionary.Create<string, ClusterLoop>(StringComparer.Ordinal);

    internal MirrorPipelines(
        IServiceProvider services,
        IEnumerable<ClusterRegistration> clusters,
        IEnumerable<ConfigurationRegistration> configurations,
        IOptions<TopologyMirrorOptions> options,
        TimeProvider time,
        ILoggerFactory loggerFactory,
        IMirrorStore store)
    {
        _options = options.Value;
        _time = time;
        _logger = loggerFactory.CreateLogger("TopologyMirror.Hosting");
        ConfigurationRegistration[] sections = [.. configurations];
        var keeper = new LeaseKeeper(store, time);
        _share = new HostShare(store, keeper, time, _options, _logger);
        InstanceId? ownInstance = string.IsNullOrEmpty(_options.OwnInstance) ? null : new InstanceId(_options.OwnInstance);
        _assembly = new ClusterAssembly(services, sections, builder =>
        {
            builder.DefaultTo(time, loggerFactory, store, _options.Owner);
            builder.DefaultTo(keeper, ownInstance);
        });
        _built = new Lazy<bool>(() =>
        {
            _clusters = Build([.. clusters], sections);
            return true;
        });
    }

    /// <summary>All of them, in ordinal order of the clusters' names, as they are now.</summary>
    public IReadOnlyCollection<MirrorPipeline> All => [.. Clusters.Values.Select(c => c.Pipeline)];

    private ImmutableSortedDictionary<string, ClusterLoop> Clusters => _built.Value ? _clusters : throw new InvalidOperationException("Nothing was built.");

    /// <summary>The pipeline of a cluster.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <exception cref="UnknownClusterException">The host has no such cluster.</exception>
    public MirrorPipeline this[string cluster] => Find(cluster).Pipeline;

    /// <summary>Gives all leases back. No tick may run.</summary>
    public async ValueTask DisposeAsync()
    {
        await _share.StopAsync().ConfigureAwait(false);
        _share.Dispose();
        foreach (ClusterLoop cluster in _clusters.Values)
        {
            await cluster.Pipeline.DisposeAsync().ConfigureAwait(false);
            cluster.Dispose();
        }
    }

    private ClusterLoop Find(string cluster) => Clusters.TryGetValue(cluster, out ClusterLoop? loop)
        ? loop
        : throw new UnknownClusterException(cluster, [.. Clusters.Keys]);

    /// <summary>Builds all clusters, or fails with all faults of all of them at once.</summary>
    private ImmutableSortedDictionary<string, ClusterLoop> Build(
        IReadOnlyList<ClusterRegistration> clusters, IReadOnlyList<ConfigurationRegistration> configurations)
    {
        var faults = new List<string>();
        var builders = new SortedDictionary<string, MirrorPipelineBuilder?>(StringComparer.Ordinal);
        foreach (ClusterRegistration cluster in clusters)
        {
            if (builders.ContainsKey(cluster.Name))
            {
                faults.Add($"Cluster '{cluster.Name}' is added twice.");
                continue;
            }

            builders[cluster.Name] = _assembly.Assemble(cluster, faults);
        }

        IEnumerable<IConfigurationSection> configured = configurations.SelectMany(c => c.Section.GetSection(ConfigurationRegistration.ClustersKey).GetChildren());
        faults.AddRange(configured
            .Where(s => !clusters.Any(c => string.Equals(c.Name, s.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(s => $"The configuration names cluster '{s.Key}', which no AddCluster adds."));
        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }

        return builders.ToImmutableSortedDictionary(b => b.Key, b => Loop(b.Value!), StringComparer.Ordinal);
    }

    private ClusterLoop Loop(MirrorPipelineBuilder builder) => new(builder.Build(), builder.Copy(), _time, _logger);
}
