namespace TopologyMirror.Propagation;

/// <summary>What is done to one instance next.</summary>
public enum PropagationActionKind
{
    /// <summary>Bring the revision and the blobs that it lacks to it.</summary>
    Deliver,

    /// <summary>Execute a step on it.</summary>
    RunStep,

    /// <summary>Make it run the revision.</summary>
    Activate,
}
