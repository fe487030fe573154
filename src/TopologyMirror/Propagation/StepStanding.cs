namespace TopologyMirror.Propagation;

/// <summary>How a step stands on one instance, seen from report and journal together.</summary>
internal enum StepStanding
{
    /// <summary>It is to be begun, for the first time or again.</summary>
    Due,

    /// <summary>It runs, or was asked for and may run.</summary>
    UnderWay,

    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>It failed, or its attempts are used up.</summary>
    Failed,
}
