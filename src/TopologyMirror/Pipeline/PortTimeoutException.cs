namespace TopologyMirror.Pipeline;

/// <summary>A port did not answer in time. The tick ends there, and the next one asks again.</summary>
public sealed class PortTimeoutException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="port">The port.</param>
    /// <param name="timeout">The time it had.</param>
    /// <param name="innerException">What was caught.</param>
    public PortTimeoutException(ClusterName cluster, string port, TimeSpan timeout, Exception? innerException = null)
        : base($"Port '{port}' of cluster '{cluster}' did not answer within {timeout}.", innerException)
    {
        Cluster = cluster;
        Port = port;
        Timeout = timeout;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The port.</summary>
    public string Port { get; }

    /// <summary>The time it had.</summary>
    public TimeSpan Timeout { get; }
}
