namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>What happens to a controller at a point of its life.</summary>
internal enum CrashKind
{
    /// <summary>It dies before the call is made.</summary>
    CrashBefore,

    /// <summary>It dies once the call has taken place, before it learns of it.</summary>
    CrashAfter,

    /// <summary>The call takes place and its answer is lost.</summary>
    UnknownDone,

    /// <summary>The call does not take place, and nobody says so.</summary>
    UnknownNotDone,

    /// <summary>It stands still beyond its lease before the call, wakes, and makes it all the same.</summary>
    StaleBefore,

    /// <summary>It stands still beyond its lease once the call has taken place, wakes, and goes on.</summary>
    StaleAfter,

    /// <summary>It stands still beyond its lease at a look, wakes, and believes what it sees.</summary>
    StaleAtLook,

    /// <summary>It stalls at a look and reaches the lease store no more; its calls from then on arrive late.</summary>
    CutOff,
}
