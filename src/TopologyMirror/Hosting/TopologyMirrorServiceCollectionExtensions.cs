using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;
using TopologyMirror.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the mirror to a host.</summary>
public static class TopologyMirrorServiceCollectionExtensions
{
    /// <summary>Adds the mirror with default options: the loop, the operator interface, a health check named <c>topologymirror</c>.</summary>
    /// <param name="services">The host's services. A <see cref="TimeProvider"/> registered before is used.</param>
    /// <returns>What clusters and a store are added to.</returns>
    public static ITopologyMirrorBuilder AddTopologyMirror(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<TopologyMirrorOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TopologyMirrorOptions>, TopologyMirrorOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InMemoryStore>();
        services.TryAddSingleton<IMirrorStore>(static p => p.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton(static p => new MirrorPipelines(
            p,
            p.GetServices<ClusterRegistration>(),
            p.GetServices<ConfigurationRegistration>(),
            p.GetRequiredService<IOptions<TopologyMirrorOptions>>(),
            p.GetRequiredService<TimeProvider>(),
            LoggerFactoryOf(p),
            p.GetRequiredService<IMirrorStore>()));
        services.TryAddSingleton<IMirrorClusters>(static p => p.GetRequiredService<MirrorPipelines>());
        services.TryAddSingleton<IMirrorOperator, MirrorOperator>();
        if (!services.Any(d => d.ServiceType == typeof(MirrorHealthCheck)))
        {
            services.AddSingleton<MirrorHealthCheck>();
            services.AddHealthChecks().AddCheck<MirrorHealthCheck>("topologymirror");
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MirrorHostedService>(static p => new MirrorHostedService(
            p.GetRequiredService<MirrorPipelines>(),
            p.GetRequiredService<IOptions<TopologyMirrorOptions>>())));
        return new TopologyMirrorBuilder(services);
    }

    /// <summary>Adds the mirror.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the host-wide options.</param>
    /// <returns>What clusters and a store are added to.</returns>
    public static ITopologyMirrorBuilder AddTopologyMirror(this IServiceCollection services, Action<TopologyMirrorOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        ITopologyMirrorBuilder builder = services.AddTopologyMirror();
        services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// Adds the mirror with options from a configuration section: its own values are the host-wide options, and <c>Clusters:NAME</c> holds
    /// those of a cluster. What code sets afterwards wins.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section.</param>
    /// <returns>What clusters and a store are added to.</returns>
    public static ITopologyMirrorBuilder AddTopologyMirror(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        ITopologyMirrorBuilder builder = services.AddTopologyMirror();
        services.Configure<TopologyMirrorOptions>(section);
        services.AddSingleton(new ConfigurationRegistration(section));
        return builder;
    }

    /// <summary>A host without logging is no fault.</summary>
    private static ILoggerFactory LoggerFactoryOf(IServiceProvider services) => services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
}
