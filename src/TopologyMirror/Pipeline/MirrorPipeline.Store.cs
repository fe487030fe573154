using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

/// <summary>What hosts write for the owner of the cluster, and what it answers.</summary>
public sealed partial class MirrorPipeline
{
    private BrokenGlass? _glass;

    private async ValueTask<BrokenGlass?> FindBrokenGlassAsync(CancellationToken cancellationToken) =>
        await _parts.Ports.Commands.FindBrokenGlassAsync(Cluster, cancellationToken).ConfigureAwait(false);

    private async ValueTask ReadCommandsAsync(CancellationToken cancellationToken) =>
        Operator.TakeIn(await _parts.Ports.Commands.ReadOpenAsync(Cluster, cancellationToken).ConfigureAwait(false));

    private async ValueTask AnswerAsync(CancellationToken cancellationToken)
    {
        foreach ((string key, string? refusal) in Operator.Answers())
        {
            var answer = new CommandAnswer(refusal is null, refusal, _time.GetUtcNow(), _owner);
            await _parts.Ports.Commands.AnswerAsync(Cluster, key, answer, cancellationToken).ConfigureAwait(false);
            Operator.Answered(key);
        }
    }

    /// <summary>True when a controller before this one has carried the command out, and died before it could say so.</summary>
    private bool IsDone(OperatorCommand command) => _journal.Book.CommandKeys.Contains(command.Key);

    private string? LateRefusal(OperatorCommand command) =>
        OperatorRules.LateRefusal(Cluster, command, _journal.Book.Open?.Plan, _glass, _time.GetUtcNow());

    /// <summary>Nothing is issued while the glass is broken; what operators ask for is taken or refused all the same.</summary>
    private async ValueTask CarryOutBehindGlassAsync(
        TickWork tick, ClusterObservation observation, Promotion.PromotionDecision decision, CancellationToken cancellationToken)
    {
        _glass = _parts.LooksAtGlass ? await FindBrokenGlassAsync(cancellationToken).ConfigureAwait(false) : null;
        try
        {
            if (_glass is null)
            {
                await CarryOutAsync(tick, observation, decision, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await TakeCommandsAsync(tick, observation, cancellationToken).ConfigureAwait(false);
            }

            // Only now: a run that was asked for is opened.
            await AnswerAsync(cancellationToken).ConfigureAwait(false);
            await CheckpointAsync(tick, cancellationToken).ConfigureAwait(false);
        }
        catch (BreakGlassException e)
        {
            _glass = e.Glass;
        }

        tick.Fault = _glass is { } glass ? new BreakGlassException(glass).Message : tick.Fault;
    }

    /// <summary>Between runs, once enough was written since the last one; what is older than is to be kept goes with it.</summary>
    private async ValueTask CheckpointAsync(TickWork tick, CancellationToken cancellationToken)
    {
        RunBook book = _journal.Book;
        long since = book.Sequence - (book.Checkpoints.IsEmpty ? 0 : book.Checkpoints[^1].Sequence);
        if (!_journal.IsCurrent || !book.CanCheckpoint || since < _options.CheckpointEvery)
        {
            return;
        }

        await _journal.AppendAsync(
            tick.Lease.Epoch,
            JournalRecordKind.Checkpoint,
            new EffectKey(Cluster, default, 0, 0),
            book.ToCheckpoint(),
            JournalPayloads.Default.CheckpointPayload,
            cancellationToken).ConfigureAwait(false);
        await _journal.CompactAsync(tick.Lease.Epoch, _time.GetUtcNow() - _options.JournalRetention, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The journal tells who broke the glass and who mended it; the command that mends it comes first where it is there.</summary>
    private async ValueTask NoteGlassAsync(TickWork tick, bool afterCommands, CancellationToken cancellationToken)
    {
        if (!afterCommands && _glass is { } broken && _journal.Book.Glass is null)
        {
            Log.GlassBroken(_logger, broken.Actor, Cluster, broken.Reason);
            await NoteAsync(OperatorCommandKind.BreakGlass, broken.Actor, broken.Reason).ConfigureAwait(false);
        }
        else if (afterCommands && _glass is null && _journal.Book.Glass is { } was)
        {
            Log.GlassMended(_logger, Cluster, was.Actor);
            await NoteAsync(OperatorCommandKind.MendGlass, _owner, "observed to be whole").ConfigureAwait(false);
        }

        ValueTask NoteAsync(OperatorCommandKind kind, string actor, string reason) => _journal.AppendAsync(
            tick.Lease.Epoch,
            JournalRecordKind.Command,
            new EffectKey(Cluster, default, 0, 0),
            new CommandPayload(kind, actor, reason),
            JournalPayloads.Default.CommandPayload,
            cancellationToken);
    }
}
