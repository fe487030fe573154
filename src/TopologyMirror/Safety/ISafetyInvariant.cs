namespace TopologyMirror.Safety;

/// <summary>
/// A condition that no effect may make false, or falser than inaction would. The same classes guard the ports in production and watch the
/// ground truth in the simulation. Pure.
/// </summary>
public interface ISafetyInvariant
{
    /// <summary>Its number in docs/architecture.md.</summary>
    int Number { get; }

    /// <summary>Its name in telemetry, for example <c>serving-capacity</c>.</summary>
    string Name { get; }

    /// <summary>Holds an effect against the condition.</summary>
    /// <param name="context">What is known before the effect.</param>
    /// <param name="effect">The effect.</param>
    /// <returns>Null when the condition holds, else one sentence with value and limit.</returns>
    string? Breach(SafetyContext context, ProposedEffect effect);
}
