namespace TopologyMirror.Safety;

/// <summary>
/// A condition on how things end: once faults have stopped and everything has had its time. It constrains no single effect, so it is
/// looked at when a cluster is at rest: by the simulation at the end of a scenario, and by whoever watches a real cluster. Pure.
/// </summary>
public interface IRestInvariant
{
    /// <summary>Its number in docs/architecture.md.</summary>
    int Number { get; }

    /// <summary>Its name, for example <c>ended-runs</c>.</summary>
    string Name { get; }

    /// <summary>Holds a cluster at rest against the condition.</summary>
    /// <param name="context">How it stands.</param>
    /// <returns>Null when the condition holds, else one sentence with what is left.</returns>
    string? Breach(RestContext context);
}
