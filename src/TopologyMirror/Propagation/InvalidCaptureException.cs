namespace TopologyMirror.Propagation;

/// <summary>What was captured from an instance is not what the instance reports. What was captured before stays.</summary>
public sealed class InvalidCaptureException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="instance">The instance that was captured.</param>
    /// <param name="reported">The digest that it reports.</param>
    /// <param name="detail">What is wrong, as the end of a sentence.</param>
    public InvalidCaptureException(ClusterName cluster, InstanceId instance, ConfigDigest reported, string detail)
        : base($"The configuration captured from instance '{instance}' of cluster '{cluster}', which reports {reported}, is not used: {detail}.")
    {
        Cluster = cluster;
        Instance = instance;
        Reported = reported;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The instance that was captured.</summary>
    public InstanceId Instance { get; }

    /// <summary>The digest that it reports.</summary>
    public ConfigDigest Reported { get; }
}
