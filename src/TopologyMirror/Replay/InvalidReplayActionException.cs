using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>An action cannot have taken place on the fleet as it was: the policy or the recorded list that holds it is wrong.</summary>
public sealed class InvalidReplayActionException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="policy">Name of the policy.</param>
    /// <param name="tick">Tick of the action.</param>
    /// <param name="kind">What was to be done.</param>
    /// <param name="instance">Number of the instance; null for a launch that left its number to the runner.</param>
    /// <param name="reason">Why it cannot be, so that "… at tick 7: reason." reads as a sentence.</param>
    public InvalidReplayActionException(string policy, int tick, ReplayActionKind kind, int? instance, string reason)
        : base(string.Create(CultureInfo.InvariantCulture, $"Policy '{policy}' cannot {kind} instance {instance} at tick {tick}: {reason}."))
    {
        Policy = policy;
        Tick = tick;
        Kind = kind;
        Instance = instance;
    }

    /// <summary>Name of the policy.</summary>
    public string Policy { get; }

    /// <summary>Tick of the action, counted from the start of the trace.</summary>
    public int Tick { get; }

    /// <summary>What was to be done.</summary>
    public ReplayActionKind Kind { get; }

    /// <summary>Number of the instance; null for a launch that left its number to the runner.</summary>
    public int? Instance { get; }
}
