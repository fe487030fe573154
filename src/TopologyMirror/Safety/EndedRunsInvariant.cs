namespace TopologyMirror.Safety;

/// <summary>Invariant 9: a crash at any point ends resumed or compensated, so at rest no run is open and nothing that was retired is left.</summary>
public sealed class EndedRunsInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 9;

    /// <inheritdoc/>
    public string Name => "ended-runs";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.OpenRun is { } run ? $"run {run.Plan.Run} ({run.Plan.Kind}) is still open in phase {run.Phase}"
            : context.Retiring > 0 ? $"{context.Retiring} retired instances are not gone"
            : null;
    }
}
