using TopologyMirror.Durability;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private OperatorRefusal? _lastRefusal;

    /// <summary>Why the open run must not reach its point of no return.</summary>
    private string? HoldOnRun => _journal.Book.Hold is { } hold ? $"the hold to be released that is in force {hold}" : null;

    /// <summary>Journals what operators asked for; gives the run that a command asks for, where one does.</summary>
    private async ValueTask<RunPlan?> TakeCommandsAsync(TickWork tick, ClusterObservation observation, CancellationToken cancellationToken)
    {
        RunPlan? plan = null;
        await NoteGlassAsync(tick, afterCommands: false, cancellationToken).ConfigureAwait(false);
        while (Operator.Peek() is { } command)
        {
            if (IsDone(command))
            {
                Operator.Done(command);
                EndAbortsWithoutRun(command);
                continue;
            }

            if (LateRefusal(command) is { } late)
            {
                Refuse(command, late);
                continue;
            }

            if (await TakeAbortOfReleaseAsync(tick, observation, command, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var view = OperatorView.Of(_journal.Book, _time.GetUtcNow(), isPlanned: plan is not null);
            if (OperatorRules.Refusal(Cluster, _options.Mode, command, view) is { } refusal)
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
                Refuse(command, command.Kind == OperatorCommandKind.Promote
                    ? $"Cluster '{Cluster}' has no ready cover below its ceiling that could be promoted."
                    : $"Nothing that the last committed join of cluster '{Cluster}' promoted is still live.");
                continue;
            }

            if (undone is not null && CapAgainstRelease(observation, tick.Counts) is { } cap)
            {
                Refuse(command, cap);
                continue;
            }

            await _journal.AppendAsync(
                tick.Lease.Epoch,
                JournalRecordKind.Command,
                new EffectKey(Cluster, default, 0, 0),
                new CommandPayload(command.Kind, command.Actor, command.Reason, undone?.Previous, undone is null ? null : observation.Asked, command.Key),
                JournalPayloads.Default.CommandPayload,
                cancellationToken).ConfigureAwait(false);
            if (command.Kind == OperatorCommandKind.Resume)
            {
                _validator.Forget();
            }

            Operator.Done(command);
            EndAbortsWithoutRun(command);

            Log.Commanded(_logger, command.Actor, Cluster, command.Kind, command.Reason);
            plan = asked is null ? plan : asked with { CommandKey = command.Key };
        }

        await NoteGlassAsync(tick, afterCommands: true, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>What an abort was meant for has ended.</summary>
    private void EndAbortsWithoutRun(OperatorCommand command)
    {
        if (command.Kind == OperatorCommandKind.Abort && _journal.Book.Open is null)
        {
            Operator.RunEnded();
        }
    }

    private void Refuse(OperatorCommand command, string refusal)
    {
        Operator.Done(command, refusal);
        _lastRefusal = new OperatorRefusal(command.Kind, command.Actor, _time.GetUtcNow(), refusal);
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
        int room = DemoteRoom(observation);
        return demote.Length == 0
            ? null
            : EmptyPlan(SwitchoverKind.ScaleIn, observation, command.Actor, command.Reason) with
            {
                Undoes = _journal.Book.LastJoin!.Run,
                Demote = [.. demote.Take(room)],
                Retire = [.. demote.Skip(room)],
            };
    }
}
