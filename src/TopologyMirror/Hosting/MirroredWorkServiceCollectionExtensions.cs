using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TopologyMirror.Data;
using TopologyMirror.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds background work to the host of an application that runs as an instance of a mirrored cluster.</summary>
public static class MirroredWorkServiceCollectionExtensions
{
    /// <summary>
    /// Adds a hosted service that runs only while this instance owns the work of its service, instead of as long as the host. It starts when
    /// the host's <see cref="WorkSwitch"/> is activated and stops when that is passivated, when its lease runs out, and with the host.
    /// </summary>
    /// <typeparam name="T">The hosted service. Every activation makes a new one from the host's services; what is stopped is disposed of.</typeparam>
    /// <param name="services">The host's services. A <see cref="TimeProvider"/> registered before is used.</param>
    /// <param name="configure">Sets the options, which hold for all such services of the host; null for the defaults.</param>
    public static IServiceCollection AddMirroredHostedService<T>(this IServiceCollection services, Action<MirroredWorkOptions>? configure = null)
        where T : class, IHostedService
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<MirroredWorkOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MirroredWorkOptions>, MirroredWorkOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static p =>
        {
            MirroredWorkOptions options = p.GetRequiredService<IOptions<MirroredWorkOptions>>().Value;
            return new WorkSwitch(p.GetRequiredService<TimeProvider>(), options.LeaseDuration, options.StopTimeout);
        });
        services.TryAddSingleton<IWorkOwnership>(static p => p.GetRequiredService<WorkSwitch>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MirroredHostedService<T>>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return services;
    }
}
