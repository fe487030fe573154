using TopologyMirror.Internal;

namespace TopologyMirror.Propagation;

/// <summary>
/// How long revisions that are no longer desired are kept. One is dropped only when it is beyond the number, older than the time, and not
/// observed running.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>Newest revisions that are kept whatever their age, the desired one included. Default: 5.</summary>
    [Within(1, 1000)]
    public int Revisions { get; set; } = 5;

    /// <summary>Time for which a revision is kept after it ceased to be the desired one. Default: 24 hours.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal RetentionOptions Copy() => (RetentionOptions)MemberwiseClone();
}
