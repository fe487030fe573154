namespace TopologyMirror.Replay;

/// <summary>Which events a replay has besides its load.</summary>
public enum ReplayEventVariant
{
    /// <summary>None: nobody releases anything.</summary>
    None,

    /// <summary>Two releases.</summary>
    Plain,

    /// <summary>Two releases, and 30 minutes in which no launch is accepted.</summary>
    NoCapacity,

    /// <summary>Two releases, of which the first is bad; only traffic shows it.</summary>
    BadRelease,

    /// <summary>Two releases; load steps up as the first one begins, and stays up.</summary>
    StepAtRelease,

    /// <summary>Two releases; load falls to 20 % for 20 minutes, and then is at 150 % for 20 minutes.</summary>
    Dip,
}
