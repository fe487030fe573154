using TopologyMirror.Switchover;

namespace TopologyMirror.Safety;

/// <summary>Invariant 11, about how things end: at rest background work is on where it belongs, and nowhere else.</summary>
public sealed class WorkAtRestInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 11;

    /// <inheritdoc/>
    public string Name => "work-at-rest";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsStopped || context.OpenRun is not null)
        {
            return null;
        }

        return ServiceWork.Of(context.Services)
            .Select(w => (Work: w, Step: WorkPlanner.Plan(w, context.World, run: null)))
            .Where(static w => !w.Step.IsDone)
            .Select(static w => $"the work of {w.Work.Service} waits for {w.Step.WaitingFor ?? "a change that nobody makes"}")
            .FirstOrDefault();
    }
}
