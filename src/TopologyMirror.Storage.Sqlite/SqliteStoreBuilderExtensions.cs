using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Storage.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything in a SQLite file.</summary>
public static class SqliteStoreBuilderExtensions
{
    /// <summary>Keeps everything of all clusters of the host in one file, which is made when it is not there and closed with the host.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="path">The file, on a disk of this machine; its directory must exist. Several hosts of this machine may share it.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static ITopologyMirrorBuilder UseSqliteStore(this ITopologyMirrorBuilder builder, string path, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.AddOptions<SqliteStoreOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStoreOptions>, SqliteStoreOptionsValidator>());
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder.UseStore(p => new SqliteStore(path, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<IOptions<SqliteStoreOptions>>().Value));
    }

    /// <summary>
    /// Keeps everything of one cluster in a file, which is made when it is not there. It stays open until the process ends; whoever wants to
    /// close it makes a <see cref="SqliteStore"/> and gives that to <see cref="MirrorPipelineBuilder.UseStore(TopologyMirror.Durability.IMirrorStore)"/>.
    /// </summary>
    /// <param name="builder">The cluster, after <see cref="MirrorPipelineBuilder.UseTimeProvider"/> where that is called.</param>
    /// <param name="path">The file, on a disk of this machine; its directory must exist. Several processes of this machine may share it.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <exception cref="TopologyMirror.Durability.StoreException">The file cannot be opened, or holds something else.</exception>
    /// <exception cref="TopologyMirror.Durability.JournalVersionException">A newer version of the library wrote the file.</exception>
    public static MirrorPipelineBuilder UseSqliteStore(this MirrorPipelineBuilder builder, string path, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new SqliteStoreOptions();
        configure?.Invoke(options);
        return builder.UseStore(new SqliteStore(path, builder.Time, options));
    }
}
