using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Storage.Postgres;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything in PostgreSQL.</summary>
public static class PostgresStoreBuilderExtensions
{
    /// <summary>Keeps everything of all clusters of the host in one schema of a database, made when it is not there. Hosts may share it.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionString">Where the database is, as Npgsql reads it.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static ITopologyMirrorBuilder UsePostgresStore(this ITopologyMirrorBuilder builder, string connectionString, Action<PostgresStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.Services.AddOptions<PostgresStoreOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresStoreOptions>, PostgresStoreOptionsValidator>());
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder.UseStore(p => new PostgresStore(connectionString, p.GetRequiredService<IOptions<PostgresStoreOptions>>().Value));
    }

    /// <summary>
    /// Keeps everything of one cluster in a schema of a database, made when it is not there. Its connections stay open until the process ends;
    /// whoever wants to close them makes a <see cref="PostgresStore"/> and gives that to
    /// <see cref="MirrorPipelineBuilder.UseStore(TopologyMirror.Durability.IMirrorStore)"/>.
    /// </summary>
    /// <param name="builder">The cluster.</param>
    /// <param name="connectionString">Where the database is, as Npgsql reads it.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static MirrorPipelineBuilder UsePostgresStore(this MirrorPipelineBuilder builder, string connectionString, Action<PostgresStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new PostgresStoreOptions();
        configure?.Invoke(options);
        return builder.UseStore(new PostgresStore(connectionString, options));
    }
}
