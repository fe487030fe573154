namespace TopologyMirror.Storage.Postgres;

/// <summary>How a PostgreSQL store is used.</summary>
public sealed class PostgresStoreOptions
{
    /// <summary>
    /// The schema that holds the tables, made when it is not there: 1 to 63 lower-case letters, digits and <c>_</c>, beginning with a letter.
    /// Hosts that share clusters name the same. Default: <c>topologymirror</c>.
    /// </summary>
    public string Schema { get; set; } = "topologymirror";

    /// <summary>
    /// How long one statement may take before it fails with <see cref="Durability.StoreFault.Unreachable"/>. 1 second to 10 minutes, and shorter
    /// than a lease. Default: 5 seconds.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
