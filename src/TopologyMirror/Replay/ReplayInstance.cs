namespace TopologyMirror.Replay;

/// <summary>One instance as a policy sees it. It does not tell when a launch will be ready.</summary>
/// <param name="Number">Its number, as in <see cref="ReplayAction.Instance"/>.</param>
/// <param name="LaunchedAt">Tick of its launch; the start of the warm-up for those that were there before.</param>
/// <param name="State">Where it is.</param>
/// <param name="Purpose">What it is for.</param>
public readonly record struct ReplayInstance(int Number, int LaunchedAt, ReplayInstanceState State, ReplayPurpose Purpose)
{
    /// <summary>Generation of the configuration that it runs.</summary>
    public int Generation { get; init; }

    /// <summary>Whether an alarm fires for it: it is of a bad release and has served for a while.</summary>
    public bool HasAlarm { get; init; }
}
