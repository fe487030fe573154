namespace TopologyMirror.Propagation;

/// <summary>Something that is executed on the shadow before it is needed. It must be idempotent: after a lost answer it is run again. Immutable.</summary>
public sealed record ExecutionStep
{
    /// <summary>Its id, unique in the bundle.</summary>
    public required string Id { get; init; }

    /// <summary>What it does, and so when it may run.</summary>
    public required ExecutionStepKind Kind { get; init; }

    /// <summary>The service on whose instances it runs.</summary>
    public required ServiceName Service { get; init; }

    /// <summary>The command line that is executed, with its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Ids of steps that must have succeeded before. Default: none.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>How long one attempt may take. Default: 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
