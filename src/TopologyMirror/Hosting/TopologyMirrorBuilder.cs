using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

internal sealed class TopologyMirrorBuilder(IServiceCollection services) : ITopologyMirrorBuilder
{
    public IServiceCollection Services { get; } = services;

    public ITopologyMirrorBuilder AddCluster(string name, Action<MirrorPipelineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddCluster(name, (_, cluster) => configure(cluster));
    }

    public ITopologyMirrorBuilder AddCluster(string name, Action<IServiceProvider, MirrorPipelineBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddSingleton(new ClusterRegistration(name, configure));
        return this;
    }

    public ITopologyMirrorBuilder UseStore<TStore>(Func<IServiceProvider, TStore> create)
        where TStore : class, IMirrorStore
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(create);
        Services.Replace(ServiceDescriptor.Singleton<IMirrorStore>(static p => p.GetRequiredService<TStore>()));
        return this;
    }
}
