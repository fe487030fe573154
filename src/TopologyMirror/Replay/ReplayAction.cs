namespace TopologyMirror.Replay;

/// <summary>A scaling action that took place.</summary>
/// <param name="Tick">Instant at which it was decided: the start of this tick, counted from the start of the trace.</param>
/// <param name="Instance">
/// Number of the instance. Launches are numbered 0, 1, 2 … in the order of their acceptance; the live instances that every policy starts
/// with are −1, −2 … −n, so that they take no number, and no launch draw, from a launch.
/// </param>
/// <param name="Kind">What was done.</param>
/// <param name="Purpose">What the instance is for from now on.</param>
public readonly record struct ReplayAction(int Tick, int Instance, ReplayActionKind Kind, ReplayPurpose Purpose)
{
    /// <summary>Generation of the configuration that the instance runs; fixed by its launch. Default: 0, what runs at first.</summary>
    public int Generation { get; init; }

    /// <summary>
    /// Number of the replacement that the action is part of; 0 for none. All routes that a replacement changes are one change, and what it
    /// takes out of traffic and does not end is paid as overlap.
    /// </summary>
    public int Replacement { get; init; }
}
