using TopologyMirror.Internal;

namespace TopologyMirror.Routing;

/// <summary>How a record is set.</summary>
public sealed class NameOptions
{
    /// <summary>How long resolvers may hold the answers that are set: every step of a switchover waits that long. Default: 1 minute.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Ttl { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest TTL that a switchover waits out; a record that is served with a longer one is not changed. Default: 5 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestTtl { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal NameOptions Copy() => (NameOptions)MemberwiseClone();
}
