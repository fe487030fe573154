using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>What ends a bake before its time. Pure.</summary>
public static partial class BakeGuardrails
{
    /// <summary>Says why the new side must not stay.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>One sentence with value and limit; null while nothing speaks against it.</returns>
    public static string? Breach(RunPlan plan, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(world);
        FiringAlarm? alarm = world.Monitoring?.Alarms.FirstOrDefault(a => a.Instance is { } i && plan.Promote.Contains(i));
        if (alarm is not null)
        {
            return $"Alarm '{alarm.Name}' fires for instance '{alarm.Instance}' of the new side.";
        }

        foreach (ServiceLevel before in plan.ServingBefore)
        {
            int ready = plan.Promote.Count(i => world.Topology.Find(i) is { State: InstanceState.Ready } instance && instance.Service == before.Service);
            int others = world.Topology.Instances.Count(i => i.Service == before.Service && i.State == InstanceState.Ready
                && !plan.Promote.Contains(i.Id) && !plan.Leaving.Contains(i.Id) && world.StaysRoutedEverywhere(i.Id));

            // Whoever dies beside the new side is not its fault.
            bool lost = plan.Promote.Any(i => world.Topology.Find(i) is var found && found?.State != InstanceState.Ready && (found is null || found.Service == before.Service));
            if (lost && ready + others < before.Serving)
            {
                return others == 0
                    ? $"{ready} instances of {before.Service} are ready on the new side, fewer than the {before.Serving} that served before."
                    : $"{ready} instances of {before.Service} are ready on the new side and {others} serve beside it, fewer than the {before.Serving} that served before.";
            }
        }

        return null;
    }

    /// <summary>Says why the health of the new side is not known: missing data is not health.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>What is waited for; null when monitoring sees all of the new side, or there is none.</returns>
    public static string? Blindness(RunPlan plan, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(world);
        foreach (InstanceId id in plan.Promote)
        {
            if (world.Monitoring is { } monitoring && !monitoring.Watched.Contains(id))
            {
                return $"monitoring to watch instance '{id}' of the new side";
            }
        }

        return null;
    }
}
