using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>Takes what is host-wide: clusters, store, options. Providers of stores extend it.</summary>
public interface ITopologyMirrorBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a cluster.</summary>
    /// <param name="name">Its name, unique in the host.</param>
    /// <param name="configure">Sets it up, when the host starts; runs after the configuration section and wins.</param>
    ITopologyMirrorBuilder AddCluster(string name, Action<MirrorPipelineBuilder> configure);

    /// <summary>Adds a cluster whose set-up needs services of the host.</summary>
    /// <param name="name">Its name, unique in the host.</param>
    /// <param name="configure">Sets it up, when the host starts; runs after the configuration section and wins.</param>
    ITopologyMirrorBuilder AddCluster(string name, Action<IServiceProvider, MirrorPipelineBuilder> configure);

    /// <summary>Sets where everything of all clusters is kept. Default: the memory of this process.</summary>
    /// <typeparam name="TStore">The store.</typeparam>
    /// <param name="create">Makes the store, once.</param>
    ITopologyMirrorBuilder UseStore<TStore>(Func<IServiceProvider, TStore> create)
        where TStore : class, IMirrorStore;
}
