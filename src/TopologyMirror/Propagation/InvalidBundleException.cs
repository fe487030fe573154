namespace TopologyMirror.Propagation;

/// <summary>A bundle contradicts itself or its cluster. Lists every fault at once; nothing was published.</summary>
public sealed class InvalidBundleException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="faults">The faults, one sentence each.</param>
    public InvalidBundleException(IReadOnlyList<string> faults)
        : base(string.Join(" ", faults))
    {
        Faults = faults;
    }

    /// <summary>The faults, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
