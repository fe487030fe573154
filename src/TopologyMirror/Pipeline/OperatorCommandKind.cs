namespace TopologyMirror.Pipeline;

/// <summary>What an operator can ask for.</summary>
public enum OperatorCommandKind
{
    /// <summary>Bring ready cover into live now.</summary>
    Promote,

    /// <summary>Start nothing new by itself. What is open is finished.</summary>
    Pause,

    /// <summary>End a pause; what failed before, a rejected digest too, may be tried again at once.</summary>
    Resume,

    /// <summary>End the open run: before its first route change nothing of live is touched, after it routes are put back.</summary>
    Abort,

    /// <summary>Undo whichever was committed last: take a join's instances out of live again, as cover, or go back to the digest before a release.</summary>
    Rollback,

    /// <summary>Freeze releases: none begins, and an open one does not reach its point of no return. Surges and scale-in go on.</summary>
    Hold,

    /// <summary>End a hold.</summary>
    Release,

    /// <summary>Stop all automation at once, whoever owns the cluster.</summary>
    BreakGlass,

    /// <summary>Let automation go on.</summary>
    MendGlass,
}
