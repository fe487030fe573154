namespace TopologyMirror.Replay;

/// <summary>One thing that a policy wants done now.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Instance">Number of the instance; null for a launch, whose number is the next one.</param>
/// <param name="Purpose">What the instance is for from then on.</param>
public readonly record struct ReplayDecision(ReplayActionKind Kind, int? Instance, ReplayPurpose Purpose)
{
    /// <summary>Generation of the configuration that a launch is to run. Default: 0, what runs at first.</summary>
    public int Generation { get; init; }

    /// <summary>As in <see cref="ReplayAction.Replacement"/>.</summary>
    public int Replacement { get; init; }

    /// <summary>Requests an instance. Nothing happens where the fleet is at its cap.</summary>
    /// <param name="purpose">What it is for.</param>
    public static ReplayDecision Launch(ReplayPurpose purpose) => new(ReplayActionKind.Launch, null, purpose);

    /// <summary>Gives a ready instance traffic.</summary>
    /// <param name="instance">Its number.</param>
    public static ReplayDecision Route(int instance) => new(ReplayActionKind.Route, instance, ReplayPurpose.Live);

    /// <summary>Drains a routed instance back to the shadow.</summary>
    /// <param name="instance">Its number.</param>
    public static ReplayDecision Demote(int instance) => new(ReplayActionKind.Demote, instance, ReplayPurpose.Shadow);

    /// <summary>Drains a routed instance.</summary>
    /// <param name="instance">Its number.</param>
    public static ReplayDecision Unroute(int instance) => new(ReplayActionKind.Unroute, instance, ReplayPurpose.Live);

    /// <summary>Ends an instance.</summary>
    /// <param name="instance">Its number.</param>
    public static ReplayDecision Terminate(int instance) => new(ReplayActionKind.Terminate, instance, ReplayPurpose.Live);
}
