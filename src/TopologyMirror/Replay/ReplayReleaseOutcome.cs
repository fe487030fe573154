namespace TopologyMirror.Replay;

/// <summary>What became of a release.</summary>
public enum ReplayReleaseOutcome
{
    /// <summary>It was neither finished nor taken back before the next one fell due, or the trace ended.</summary>
    Unfinished,

    /// <summary>For the whole bake everything that served was of its generation. A bad release is never finished: its alarm fires in the bake.</summary>
    Finished,

    /// <summary>Some of it served, and then none of it any more.</summary>
    RolledBack,
}
