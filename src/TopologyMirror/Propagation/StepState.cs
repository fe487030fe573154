namespace TopologyMirror.Propagation;

/// <summary>How an attempt at a step stands, as its instance says.</summary>
public enum StepState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended with the exit code 0.</summary>
    Succeeded,

    /// <summary>It ended with another exit code.</summary>
    Failed,

    /// <summary>The instance ended it, since it took longer than its timeout.</summary>
    TimedOut,
}
