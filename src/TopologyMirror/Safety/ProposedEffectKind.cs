namespace TopologyMirror.Safety;

/// <summary>What an effect does to the world.</summary>
public enum ProposedEffectKind
{
    /// <summary>Launches shadow instances.</summary>
    Launch,

    /// <summary>Ends instances.</summary>
    Terminate,

    /// <summary>Sets weights at a router.</summary>
    SetWeights,

    /// <summary>Takes instances out of a router's table.</summary>
    RemoveRoutes,

    /// <summary>Attaches monitoring.</summary>
    AttachMonitoring,

    /// <summary>Detaches monitoring.</summary>
    DetachMonitoring,

    /// <summary>Sets whom instances call.</summary>
    Wire,

    /// <summary>Delivers configuration to shadow instances.</summary>
    Deliver,

    /// <summary>Executes a step on a shadow instance.</summary>
    RunStep,

    /// <summary>Makes a shadow instance run what was delivered to it.</summary>
    Activate,

    /// <summary>Executes a contract step of the revision that live runs.</summary>
    RunContract,

    /// <summary>Lets instances do background work.</summary>
    ActivateWork,

    /// <summary>Stops the background work of instances.</summary>
    PassivateWork,

    /// <summary>Parks the writes of a data set.</summary>
    QuiesceWrites,

    /// <summary>Lets parked writes go.</summary>
    ReleaseWrites,

    /// <summary>Keeps an instance from writing.</summary>
    FenceWriter,

    /// <summary>Makes a replica the writer.</summary>
    PromoteReplica,

    /// <summary>Lets a former writer follow the writer of now.</summary>
    ReverseReplica,
}
