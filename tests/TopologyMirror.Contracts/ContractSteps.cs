namespace TopologyMirror.Contracts;

/// <summary>The steps that a fixture's revision has.</summary>
public static class ContractSteps
{
    /// <summary>Prints at least ten characters and succeeds within a minute.</summary>
    public const string Succeeds = "succeeds";

    /// <summary>Ends with the exit code <see cref="FailingExitCode"/>.</summary>
    public const string Fails = "fails";

    /// <summary>Never ends by itself; its timeout is at most a minute.</summary>
    public const string Hangs = "hangs";

    /// <summary>Prints the value of a secret and succeeds.</summary>
    public const string Tells = "tells";

    /// <summary>The exit code of <see cref="Fails"/>.</summary>
    public const int FailingExitCode = 3;
}
