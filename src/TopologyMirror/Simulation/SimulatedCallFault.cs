namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with a call to a simulated port.</summary>
public enum SimulatedCallFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It throws, and nothing took place.</summary>
    Fails,

    /// <summary>It takes place, and its answer is lost.</summary>
    LosesItsAnswer,

    /// <summary>It does not take place, and no answer comes.</summary>
    Hangs,
}
