using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>
/// Says who should do the background work of a service, from sides, the open run and what is observed. Shadow and retiring instances never
/// work; of a shared service every ready live instance does; a singleton has one owner, which stays as long as it is live and ready, and is
/// followed by the longest-standing ready live instance once nothing of the old one's work can go on. Pure.
/// </summary>
public static class WorkPlanner
{
    /// <summary>Plans the next step for one service.</summary>
    /// <param name="work">The service.</param>
    /// <param name="world">What is observed.</param>
    /// <param name="run">The open run; null when there is none.</param>
    public static WorkStep Plan(ServiceWork work, WorldView world, SwitchoverState? run)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (world.Work is not { } observed || work.Kind == WorkKind.None)
        {
            return new WorkStep([], [], null);
        }

        ObservedInstance[] owners =
        [
            .. world.Topology.Instances
                .Where(i => i.Service == work.Service && i.State == InstanceState.Ready && !WorkSides.IsUndecided(run, i.Id) && WorkSides.Owns(world, run, i.Id))
                .OrderBy(i => i.LaunchedAt)
                .ThenBy(i => i.Id),
        ];
        InstanceWork[] workers = [.. observed.Instances.Where(w => w.Service == work.Service && w.MayWork && !HasEnded(w, world))];
        return work.Kind == WorkKind.Shared ? Share(work, world, run, owners, workers) : Single(work, world, run, owners, workers);
    }

    /// <summary>Instances whose work may still go on, or begin, although they are not seen any more: what forbids a second owner.</summary>
    /// <param name="service">The service.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>In ordinal order.</returns>
    public static IEnumerable<InstanceId> Lost(ServiceName service, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Workers.Where(w => w.Value == service && world.Topology.Find(w.Key) is null && world.Work?.Find(w.Key) is null).Select(w => w.Key);
    }

    /// <summary>
    /// True when work has ended by itself: the fleet says that the instance is gone or has failed, and the lease that its work hangs on has
    /// run out.
    /// </summary>
    /// <param name="work">The work of an instance.</param>
    /// <param name="world">What is observed.</param>
    public static bool HasEnded(InstanceWork work, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(world);
        return IsDead(work.Instance, world) && work.LeaseUntil <= world.Work?.ObservedAt;
    }

    private static WorkStep Share(ServiceWork work, WorldView world, SwitchoverState? run, ObservedInstance[] owners, InstanceWork[] workers)
    {
        InstanceWork[] strangers = [.. workers.Where(w => IsStranger(w, world, run))];

        // Between sides work changes hands: the new side begins once the old one has ended. Within live nobody waits for anybody.
        bool waits = run is { Phase: SwitchoverPhase.HandOver or SwitchoverPhase.Unwind } && strangers.Length > 0;
        return new WorkStep(
            Stoppable(strangers, world),
            waits ? [] : [.. owners.Where(o => world.Work!.Find(o.Id)?.WillWork != true).Select(o => o.Id).Order()],
            strangers.Length > 0 ? ToStop(strangers[0]) : owners.FirstOrDefault(o => world.Work!.Find(o.Id)?.IsActive != true) is { } idle ? ToWork(idle.Id) : null);
    }

    private static WorkStep Single(ServiceWork work, WorldView world, SwitchoverState? run, ObservedInstance[] owners, InstanceWork[] workers)
    {
        ObservedInstance? owner = owners
            .Where(o => world.Work!.Find(o.Id)?.WillWork == true)
            .OrderByDescending(o => world.Work!.Find(o.Id)!.IsActive)
            .FirstOrDefault();

        // Where somebody else owns the work, what a Join brings in is no second owner.
        InstanceWork[] others = [.. workers.Where(w => w.Instance != owner?.Id && (owner is not null || !WorkSides.IsUndecided(run, w.Instance)))];
        IReadOnlyList<InstanceId> stop = Stoppable(others, world);
        if (owner is not null)
        {
            return new WorkStep(stop, [], others.Length > 0 ? ToStop(others[0]) : world.Work!.Find(owner.Id)!.IsActive ? null : ToWork(owner.Id));
        }

        string? waitingFor = workers.Length > 0 ? ToStop(workers[0])
            : Lost(work.Service, world).Select(static i => $"instance '{i}', which worked, to be known as gone").FirstOrDefault()
            ?? (owners.Length == 0 ? $"a ready live instance of {work.Service} that could do its work" : null);
        ObservedInstance[] next = waitingFor is null ? [.. owners.OrderBy(o => world.Work!.Find(o.Id)?.Fault is not null).Take(1)] : [];
        return new WorkStep(stop, [.. next.Select(n => n.Id)], waitingFor ?? ToWork(next[0].Id));
    }

    /// <summary>What is dead is not told anything: its work ends with its lease.</summary>
    private static IReadOnlyList<InstanceId> Stoppable(IEnumerable<InstanceWork> workers, WorldView world) =>
        [.. workers.Where(w => w.WillWork && !IsDead(w.Instance, world)).Select(w => w.Instance)];

    private static bool IsStranger(InstanceWork work, WorldView world, SwitchoverState? run) =>
        !WorkSides.IsUndecided(run, work.Instance) && !WorkSides.Owns(world, run, work.Instance);

    private static bool IsDead(InstanceId instance, WorldView world) => world.Topology.Find(instance) is null or { State: InstanceState.Failed };

    private static string ToStop(InstanceWork work) => work.InFlight > 0
        ? $"instance '{work.Instance}' to stop its work ({work.InFlight} in flight)"
        : $"instance '{work.Instance}' to stop its work{(work.Fault is { } fault ? $": {fault}" : string.Empty)}";

    private static string ToWork(InstanceId instance) => $"instance '{instance}' to work";
}
