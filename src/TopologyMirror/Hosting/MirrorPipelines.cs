using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>The pipelines of this host. They are built together, when they are first asked for. Thread-safe.</summary>
public sealed class MirrorPipelines : IAsyncDisposable
{
    private readonly Lazy<SortedDictionary<string, MirrorPipeline>> _pipelines;

    internal MirrorPipelines(
        IServiceProvider services,
        IEnumerable<ClusterRegistration> clusters,
        IEnumerable<ConfigurationRegistration> configurations,
        IOptions<TopologyMirrorOptions> options,
        TimeProvider time,
        ILoggerFactory loggerFactory,
        IOperationJournal journal,
        ILeaseStore leases,
        IStateStore state)
    {
        BuiltAt = time.GetUtcNow();
        _pipelines = new Lazy<SortedDictionary<string, MirrorPipeline>>(() => Build(
            [.. clusters],
            [.. configurations],
            services,
            builder => builder.DefaultTo(time, loggerFactory, journal, leases, state, options.Value.Owner)));
    }

    /// <summary>When the host came into being: from then on ticks are expected.</summary>
    internal DateTimeOffset BuiltAt { get; }

    /// <summary>All of them, in ordinal order of the clusters' names.</summary>
    public IReadOnlyCollection<MirrorPipeline> All => _pipelines.Value.Values;

    /// <summary>The pipeline of a cluster.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <exception cref="UnknownClusterException">The host has no such cluster.</exception>
    public MirrorPipeline this[string cluster] => _pipelines.Value.TryGetValue(cluster, out MirrorPipeline? pipeline)
        ? pipeline
        : throw new UnknownClusterException(cluster, [.. _pipelines.Value.Keys]);

    /// <summary>Gives all leases back. No tick may run.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pipelines.IsValueCreated)
        {
            foreach (MirrorPipeline pipeline in _pipelines.Value.Values)
            {
                await pipeline.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Of several clusters every sentence says which one it is about.</summary>
    private static string Named(string cluster, string fault) =>
        fault.Contains($"'{cluster}'", StringComparison.Ordinal) ? fault : $"Cluster '{cluster}': {fault}";

    /// <summary>Builds all clusters, or fails with all faults of all of them at once.</summary>
    private static SortedDictionary<string, MirrorPipeline> Build(
        IReadOnlyList<ClusterRegistration> clusters,
        IReadOnlyList<ConfigurationRegistration> configurations,
        IServiceProvider services,
        Action<MirrorPipelineBuilder> defaults)
    {
        var faults = new List<string>();
        var builders = new SortedDictionary<string, MirrorPipelineBuilder>(StringComparer.Ordinal);
        foreach (ClusterRegistration cluster in clusters)
        {
            if (builders.ContainsKey(cluster.Name))
            {
                faults.Add($"Cluster '{cluster.Name}' is added twice.");
                continue;
            }

            try
            {
                var builder = new MirrorPipelineBuilder(cluster.Name);
                foreach (ConfigurationRegistration configuration in configurations)
                {
                    configuration.Cluster(cluster.Name).Bind(builder.Options, static o => o.ErrorOnUnknownConfiguration = true);
                }

                cluster.Configure(services, builder);
                defaults(builder);
                builders[cluster.Name] = builder;
                faults.AddRange(builder.Faults().Select(f => Named(cluster.Name, f)));
            }
            catch (Exception e) when (e is TopologyMirrorException or InvalidOperationException or ArgumentException)
            {
                faults.Add($"Cluster '{cluster.Name}' cannot be set up: {e.Message}");
            }
        }

        IEnumerable<IConfigurationSection> configured = configurations.SelectMany(c => c.Section.GetSection(ConfigurationRegistration.ClustersKey).GetChildren());
        faults.AddRange(configured
            .Where(s => !clusters.Any(c => string.Equals(c.Name, s.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(s => $"The configuration names cluster '{s.Key}', which no AddCluster adds."));
        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }

        var pipelines = new SortedDictionary<string, MirrorPipeline>(StringComparer.Ordinal);
        foreach ((string name, MirrorPipelineBuilder builder) in builders)
        {
            pipelines[name] = builder.Build();
        }

        return pipelines;
    }
}
