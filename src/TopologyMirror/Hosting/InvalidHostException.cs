namespace TopologyMirror.Hosting;

/// <summary>A host cannot start with the clusters that it has. Lists every fault of every cluster at once.</summary>
public sealed class InvalidHostException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="faults">The faults, one sentence each.</param>
    public InvalidHostException(IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
        Faults = faults;
    }

    /// <summary>The faults, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
