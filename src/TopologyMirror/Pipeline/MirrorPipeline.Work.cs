using TopologyMirror.Internal;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private IReadOnlyList<ServiceWork>? _work;

    private IReadOnlyList<ServiceWork> Work => _work ??= ServiceWork.Of(_parts.Cluster.Services);

    /// <summary>
    /// Brings background work to where it belongs, whoever moved it: after a run, a death or a hand edit. What this tick stopped is watched
    /// until it has stopped, so that whoever follows need not wait for the next tick.
    /// </summary>
    private async ValueTask WorkAsync(TickWork tick, CancellationToken cancellationToken)
    {
        if (_parts.Ports.WorkGate is null || Work.Count == 0)
        {
            return;
        }

        DateTimeOffset until = _time.GetUtcNow() + _options.Switchover.HandOverTimeout;
        until = until < tick.AttendUntil ? until : tick.AttendUntil;
        SortedSet<ServiceName> stopped = [];
        do
        {
            ClusterObservation observation = await ObserveAsync(cancellationToken).ConfigureAwait(false);
            foreach (ServiceWork work in Work.Where(w => !IsHandedOverByRun(w)))
            {
                if (await StepWorkAsync(tick, observation, work, stopped.Contains(work.Service), cancellationToken).ConfigureAwait(false))
                {
                    stopped.Add(work.Service);
                }
                else
                {
                    stopped.Remove(work.Service);
                }
            }

            DateTimeOffset next = _time.GetUtcNow() + _options.Switchover.PollInterval;
            if (stopped.Count == 0 || next > until)
            {
                return;
            }

            await VirtualDelay.WaitAsync(_time, _options.Switchover.PollInterval, cancellationToken).ConfigureAwait(false);
        }
        while (true);
    }

    /// <summary>True when somebody is to follow what was stopped, and cannot yet.</summary>
    private async ValueTask<bool> StepWorkAsync(TickWork tick, ClusterObservation observation, ServiceWork work, bool hasStopped, CancellationToken cancellationToken)
    {
        WorkStep step = WorkPlanner.Plan(work, observation.World, _journal.Book.Open);
        GuardedPorts ports = _guard.For(observation, tick.Lease);
        if (step.Stop.Count > 0)
        {
            await ports.SetWorkAsync(NextKey(), work, step.Stop, active: false, "it is not theirs", cancellationToken).ConfigureAwait(false);
        }

        if (step.Start.Count > 0)
        {
            await ports.SetWorkAsync(NextKey(), work, step.Start, active: true, "it is theirs", cancellationToken).ConfigureAwait(false);
        }

        return step.Start.Count == 0 && (step.Stop.Count > 0 || (hasStopped && step.WaitingFor is not null));
    }

    /// <summary>While a run hands work over, or back, nobody else touches it.</summary>
    private bool IsHandedOverByRun(ServiceWork work) =>
        _journal.Book.Open is { Phase: SwitchoverPhase.HandOver or SwitchoverPhase.Unwind, Reached: >= SwitchoverPhase.HandOver } run && run.Plan.Work.Contains(work);

    private EffectKey NextKey() => new(Cluster, _journal.Book.LastRun.Next, 1, 1);

    /// <summary>What a run does beside routes: who hands work over to whom, and whose writes move.</summary>
    private RunPlan WithWorkAndData(RunPlan plan, ClusterObservation observation)
    {
        bool isReversible = _parts.Ports.Data?.Description.Capabilities.HasFlag(PortCapabilities.Reversible) == true;
        return plan with
        {
            Work = plan.Kind == SwitchoverKind.Replace && _parts.Ports.WorkGate is not null ? Work : [],
            Writers = plan.Kind == SwitchoverKind.Join ? [] : WriterPlanner.Moves(plan, observation.World, isReversible),
        };
    }
}
