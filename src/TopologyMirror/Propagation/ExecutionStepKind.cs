namespace TopologyMirror.Propagation;

/// <summary>What an execution step does, and so when it may run.</summary>
public enum ExecutionStepKind
{
    /// <summary>Runs on every shadow instance of its service before it is validated.</summary>
    Script,

    /// <summary>Runs once per revision on the shadow side of its service, before its scripts.</summary>
    Deployment,

    /// <summary>Widens a shared schema, once per revision, so that the old and the new revision both work with it.</summary>
    SchemaExpand,

    /// <summary>Narrows a shared schema. Runs in a run of its own, once nothing routable needs the old form.</summary>
    SchemaContract,
}
