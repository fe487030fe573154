namespace TopologyMirror.Topology;

/// <summary>Services or instances do not fit together: an unknown dependency, a dependency cycle, two of one name.</summary>
public sealed class InvalidTopologyException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the things.</param>
    public InvalidTopologyException(string message)
        : base(message)
    {
    }
}
