using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>Journals what operators asked for; gives the run that a command asks for, where one does.</summary>
    private async ValueTask<RunPlan?> TakeCommandsAsync(TickWork tick, ClusterObservation observation, CancellationToken cancellationToken)
    {
        RunPlan? plan = null;
        while (Operator.Peek() is { } command)
        {
            if (Refusal(command, plan is not null) is { } refusal)
            {
                Refuse(command, refusal);
                continue;
            }

            RetainedRevision? undone = command.Kind == OperatorCommandKind.Rollback && !_journal.Book.JoinIsNewest ? _journal.Book.Retained : null;
            RunPlan? asked = command.Kind switch
            {
                OperatorCommandKind.Promote => PlanPromote(command, observation),
                OperatorCommandKind.Rollback when undone is null => PlanRollback(command, observation),
                _ => null,
            };
            if (asked is null && undone is null && command.Kind is OperatorCommandKind.Promote or OperatorCommandKind.Rollback)
            {
                Refuse(command, command.Kind == OperatorCommandKind.Promote ? "no cover is ready" : "no committed join or release is there to be undone");
                continue;
            }

            await _journal.AppendAsync(
                tick.Lease.Epoch,
                JournalRecordKind.Command,
                new EffectKey(Cluster, default, 0, 0),
                new CommandPayload(command.Kind, command.Actor, command.Reason, undone?.Previous, undone is null ? null : observation.Asked),
                JournalPayloads.Default.CommandPayload,
                cancellationToken).ConfigureAwait(false);
            Operator.Done(command);
            if (command.Kind == OperatorCommandKind.Abort && _journal.Book.Open is null)
            {
                Operator.RunEnded();
            }

            Log.Commanded(_logger, command.Actor, Cluster, command.Kind, command.Reason);
            plan = asked ?? plan;
        }

        return plan;
    }

    /// <summary>A command is meant for now: a host that takes the cluster over hours later must not carry it out then.</summary>
    private void RefuseCommands()
    {
        while (Operator.Peek() is { } command)
        {
            Refuse(command, "another host owns the cluster");
        }
    }

    private string? Refusal(OperatorCommand command, bool planned)
    {
        bool startsRun = command.Kind is OperatorCommandKind.Promote or OperatorCommandKind.Rollback;
        bool open = _journal.Book.Open is not null;
        return command.Kind switch
        {
            _ when (startsRun || command.Kind == OperatorCommandKind.Abort) && _options.Mode == ControlMode.Observe => $"the cluster runs in mode {ControlMode.Observe}",
            _ when startsRun && open => $"run {_journal.Book.Open!.Plan.Run} is open",
            _ when startsRun && planned => "another command of this tick opens a run",
            OperatorCommandKind.Abort when !open && _journal.Book.Release is not { IsBackward: false } => "no run is open",
            OperatorCommandKind.Rollback => _journal.Book.RollbackRefusal(_time.GetUtcNow()),
            _ => null,
        };
    }

    private void Refuse(OperatorCommand command, string refusal)
    {
        Operator.Done(command);
        if (command.Kind == OperatorCommandKind.Abort)
        {
            Operator.RunEnded();
        }

        Log.CommandRefused(_logger, command.Actor, command.Kind, Cluster, refusal);
    }

    private RunPlan? PlanPromote(OperatorCommand command, ClusterObservation observation)
    {
        IEnumerable<InstanceQuota> quotas = _parts.Capacities
            .Where(c => command.Service is null || c.Service == command.Service)
            .Select(c => new InstanceQuota(c.Service, Math.Min(command.Count ?? int.MaxValue, Math.Max(c.Ceiling - observation.World.ServingCount(c.Service), 0))));
        IReadOnlyList<InstanceId> joining = RunPlanner.Joining(observation.World, observation.CoverDigest, quotas);
        return joining.Count == 0
            ? null
            : EmptyPlan(SwitchoverKind.Join, observation, command.Actor, command.Reason) with { Promote = joining };
    }

    private RunPlan? PlanRollback(OperatorCommand command, ClusterObservation observation)
    {
        InstanceId[] demote = _journal.Book.LastJoin is { } join
            ? [.. join.Promote.Where(i => observation.World.SideOf(i) == Topology.Side.Live && observation.World.IsRoutedAnywhere(i))]
            : [];
        return demote.Length == 0
            ? null
            : EmptyPlan(SwitchoverKind.ScaleIn, observation, command.Actor, command.Reason) with
            {
                Undoes = _journal.Book.LastJoin!.Run,
                Demote = CanDemote ? demote : [],
                Retire = CanDemote ? [] : demote,
            };
    }
}
