namespace TopologyMirror.Promotion;

/// <summary>When ready cover enters live.</summary>
public enum JoinRule
{
    /// <summary>
    /// As soon as it is ready and asked for by the plan up to a launch's lead: an instance that is paid for serves. What no longer is worth
    /// its price leaves the fleet.
    /// </summary>
    WhenReady,

    /// <summary>Only when load is observed, or predicted within the promote lead, that live does not carry: until then it stands by.</summary>
    WhenNeeded,
}
