namespace TopologyMirror.Propagation;

/// <summary>How the findings of one check are taken. Immutable.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Stage">A check is made once those of all lower stages have passed.</param>
/// <param name="Deadline">Time from the first refusal or call to the pass at the latest.</param>
/// <param name="ValidFor">How long a pass holds; null for a check that is made anew at every observation, at no cost.</param>
internal sealed record ValidationRule(string Name, int Stage, TimeSpan Deadline, TimeSpan? ValidFor)
{
    /// <summary>Built-in checks that only look at the observation.</summary>
    public const int LookStage = 0;

    /// <summary>Checks of the host.</summary>
    public const int HostStage = 1;

    /// <summary>The load test: last, since it costs most.</summary>
    public const int LoadStage = 2;

    public bool IsLook => ValidFor is null;
}
