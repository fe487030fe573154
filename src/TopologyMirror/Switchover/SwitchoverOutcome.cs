namespace TopologyMirror.Switchover;

/// <summary>How a run ended.</summary>
public enum SwitchoverOutcome
{
    /// <summary>The new live set serves, as observed.</summary>
    Committed,

    /// <summary>It ended before it touched routes; writes that it had parked or moved were put back, as observed.</summary>
    Aborted,

    /// <summary>Routes were changed and put back, as observed.</summary>
    RolledBack,
}
