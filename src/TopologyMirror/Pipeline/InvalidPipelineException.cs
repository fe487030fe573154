namespace TopologyMirror.Pipeline;

/// <summary>A cluster cannot be built as it was written. Lists every fault at once.</summary>
public sealed class InvalidPipelineException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="faults">The faults, one sentence each.</param>
    public InvalidPipelineException(string cluster, IReadOnlyList<string> faults)
        : base($"Cluster '{cluster}' cannot be built: {string.Join(" ", faults)}")
    {
        Cluster = cluster;
        Faults = faults;
    }

    /// <summary>The cluster.</summary>
    public string Cluster { get; }

    /// <summary>The faults, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
