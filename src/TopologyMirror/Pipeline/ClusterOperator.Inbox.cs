using TopologyMirror.Durability;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>The owner's side: commands that were read and are not carried out yet, and what has become of those that are.</summary>
public sealed partial class ClusterOperator
{
    /// <summary>Why a run shall end; null when nobody asked since it was opened.</summary>
    internal string? AbortRequestFor(RunPlan run)
    {
        lock (_gate)
        {
            return _aborts.FindLast(a => a.SubmittedAt >= run.OpenedAt) is { } abort ? $"{abort.Actor}: {abort.Reason}" : null;
        }
    }

    /// <summary>Takes in what hosts have written since, oldest first; what this version does not know is refused.</summary>
    internal void TakeIn(IReadOnlyList<CommandRecord> rows)
    {
        lock (_gate)
        {
            foreach (CommandRecord row in rows.Where(r => !_taken.Contains(r.Key)))
            {
                if (OperatorCommand.Of(row) is { } command)
                {
                    Enqueue(command);
                }
                else
                {
                    _taken.Add(row.Key);
                    _answers[row.Key] = $"This host does not know the command '{row.Kind}' with payload '{row.Payload}'.";
                }
            }
        }
    }

    /// <summary>The oldest command that was not carried out yet; null when there is none. It stays until <see cref="Done"/>.</summary>
    internal OperatorCommand? Peek()
    {
        lock (_gate)
        {
            return _inbox.TryPeek(out OperatorCommand? command) ? command : null;
        }
    }

    /// <summary>The oldest command is journaled, or refused. An abort of a run is answered when the run has ended.</summary>
    internal void Done(OperatorCommand command, string? refusal = null)
    {
        lock (_gate)
        {
            if (!_inbox.TryPeek(out OperatorCommand? oldest) || !ReferenceEquals(oldest, command))
            {
                return;
            }

            _inbox.Dequeue();
            if (refusal is not null || command.Kind != OperatorCommandKind.Abort)
            {
                _answers[command.Key] = refusal;
                _aborts.Remove(command);
            }
        }
    }

    /// <summary>No run is open any more: an abort that was meant for it must not hit the next one.</summary>
    internal void RunEnded()
    {
        lock (_gate)
        {
            foreach (OperatorCommand abort in _aborts)
            {
                _answers[abort.Key] = null;
            }

            _aborts.Clear();
            OperatorCommand[] others = [.. _inbox.Where(c => c.Kind != OperatorCommandKind.Abort)];
            _inbox.Clear();
            foreach (OperatorCommand command in others)
            {
                _inbox.Enqueue(command);
            }
        }
    }

    /// <summary>What is to be written as answers: by key, null for a command that was carried out.</summary>
    internal IReadOnlyList<KeyValuePair<string, string?>> Answers()
    {
        lock (_gate)
        {
            return [.. _answers];
        }
    }

    /// <summary>An answer is written.</summary>
    internal void Answered(string key)
    {
        lock (_gate)
        {
            // It stays taken: whoever submitted it may still be about to hand over the row as it was before the answer.
            _answers.Remove(key);
        }
    }

    /// <summary>This host does not own the cluster: what is written stays for its owner.</summary>
    internal void Forget()
    {
        lock (_gate)
        {
            _inbox.Clear();
            _taken.Clear();
            _answers.Clear();
            _aborts.Clear();
        }
    }

    /// <summary>The cluster is being removed from this host: nothing more is taken, and what still waits is left to other hosts.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _inbox.Clear();
        }
    }

    private async ValueTask<OperatorReceipt> SubmitAsync(OperatorCommand command, string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Actor) || string.IsNullOrWhiteSpace(command.Reason))
        {
            return new OperatorReceipt(false, "A command needs an actor and a reason.");
        }

        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            if (key is null || !_taken.Contains(key))
            {
                if (Refusal(command) is { } refusal)
                {
                    return new OperatorReceipt(false, refusal);
                }
            }

            command = command with
            {
                Key = key ?? FormattableString.Invariant($"{_owner}/{now.UtcTicks}/{++_submitted}"),
                SubmittedAt = now,
                ExpiresAt = command.IsRestraint ? DateTimeOffset.MaxValue : now + CommandLifetime,
            };
        }

        CommandRecord kept = await _store.SubmitAsync(command.ToRow(Cluster), cancellationToken).ConfigureAwait(false);
        if (kept.Answer is { } answer)
        {
            return new OperatorReceipt(answer.IsAccepted, answer.IsAccepted ? null : answer.Detail) { Key = kept.Key };
        }

        if (_book() is not null)
        {
            TakeIn([kept]);
        }

        return new OperatorReceipt(true, null) { Key = kept.Key };
    }

    /// <summary>Under the lock.</summary>
    private void Enqueue(OperatorCommand command)
    {
        if (_isClosed || !_taken.Add(command.Key))
        {
            return;
        }

        _inbox.Enqueue(command);
        if (command.Kind == OperatorCommandKind.Abort)
        {
            _aborts.Add(command);
        }
    }
}
