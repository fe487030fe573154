namespace TopologyMirror.Safety;

/// <summary>Invariant 14: once faults stop, every run ends and the shadow is observed back in step.</summary>
public sealed class ShadowInStepInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 14;

    /// <inheritdoc/>
    public string Name => "shadow-in-step";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.AwaitingResync is { } run ? $"the shadow was not observed in step again after run {run}" : null;
    }
}
