namespace TopologyMirror.Simulation;

/// <summary>What executing a step does. Immutable.</summary>
public sealed record SimulatedStep
{
    /// <summary>How long it takes; null for ever. Default: 1 second.</summary>
    public TimeSpan? Duration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Its exit code. Default: 0.</summary>
    public int ExitCode { get; init; }

    /// <summary>
    /// What it prints. <c>$NAME</c> stands for the value of a variable of its environment or of a secret, which the instance resolves by
    /// itself. Default: nothing.
    /// </summary>
    public string Output { get; init; } = string.Empty;
}
