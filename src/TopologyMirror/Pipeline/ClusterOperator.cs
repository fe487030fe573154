namespace TopologyMirror.Pipeline;

/// <summary>What an operator can ask of one cluster. Commands are carried out by the next tick of the owner, through the same guard as everything else. Thread-safe.</summary>
public sealed partial class ClusterOperator
{
    private readonly Lock _gate = new();
    private readonly Queue<OperatorCommand> _inbox = new();
    private readonly Func<IReadOnlyList<ServiceName>> _services;
    private readonly Func<ClusterStatus> _status;
    private readonly Func<RunBook?> _book;
    private readonly TimeProvider _time;
    private string? _abort;
    private bool _isClosed;

    /// <param name="cluster">The cluster.</param>
    /// <param name="services">Its services as they are declared now.</param>
    /// <param name="status">How it stands.</param>
    /// <param name="book">What its journal says; null while this host does not own it.</param>
    /// <param name="time">The clock.</param>
    internal ClusterOperator(
        ClusterName cluster, Func<IReadOnlyList<ServiceName>> services, Func<ClusterStatus> status, Func<RunBook?> book, TimeProvider time)
    {
        Cluster = cluster;
        _services = services;
        _status = status;
        _book = book;
        _time = time;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>How the cluster stands, as of its newest tick.</summary>
    public ClusterStatus Status => _status();

    /// <summary>True once the cluster is being removed from this host.</summary>
    internal bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Why the open run shall end; null when nobody asked.</summary>
    internal string? AbortRequest
    {
        get
        {
            lock (_gate)
            {
                return _abort;
            }
        }
    }

    /// <summary>Brings ready cover into live.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="service">The service; null for all.</param>
    /// <param name="count">How many per service; null for all ready cover.</param>
    public OperatorReceipt Promote(string actor, string reason, ServiceName? service = null, int? count = null)
    {
        if (count is <= 0)
        {
            return new OperatorReceipt(false, $"The number to promote is {count}; it must be at least 1.");
        }

        IReadOnlyList<ServiceName> known = _services();
        if (service is { } named && !known.Contains(named))
        {
            return new OperatorReceipt(false, $"Cluster '{Cluster}' has no service '{named}'; it has: {string.Join(", ", known)}.");
        }

        return Take(new OperatorCommand(OperatorCommandKind.Promote, actor, reason, service, count));
    }

    /// <summary>Starts nothing new by itself from the next tick on; what is open is finished.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    public OperatorReceipt Pause(string actor, string reason) => Take(new OperatorCommand(OperatorCommandKind.Pause, actor, reason, null, null));

    /// <summary>Ends a pause; what failed before, a rejected digest too, may be tried again at once.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    public OperatorReceipt Resume(string actor, string reason) => Take(new OperatorCommand(OperatorCommandKind.Resume, actor, reason, null, null));

    /// <summary>
    /// Freezes releases from the next tick on: no Replace begins, and one that is open does not reach its point of no return while the hold
    /// lasts; its bake just goes on. Surges still join, and scale-in goes on.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    public OperatorReceipt Hold(string actor, string reason) => Take(new OperatorCommand(OperatorCommandKind.Hold, actor, reason, null, null));

    /// <summary>Ends a hold.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why. Default: <c>released</c>.</param>
    public OperatorReceipt Release(string actor, string reason = "released") =>
        Take(new OperatorCommand(OperatorCommandKind.Release, actor, reason, null, null));

    /// <summary>Ends the open run, at once where a tick is carrying it out; where none is open, the release that is on its way or between its waves.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    public OperatorReceipt Abort(string actor, string reason) => Take(new OperatorCommand(OperatorCommandKind.Abort, actor, reason, null, null));

    /// <summary>
    /// Undoes whichever was committed last: takes a join's instances out of live again, as cover, or releases the digest before a release as
    /// long as it is retained. There is no roll-back of a roll-back.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    public OperatorReceipt Rollback(string actor, string reason) => Take(new OperatorCommand(OperatorCommandKind.Rollback, actor, reason, null, null));

    /// <summary>The oldest command that was not carried out yet; null when there is none. It stays until <see cref="Done"/>.</summary>
    internal OperatorCommand? Peek()
    {
        lock (_gate)
        {
            return _inbox.TryPeek(out OperatorCommand? command) ? command : null;
        }
    }

    /// <summary>The oldest command is journaled, or refused.</summary>
    internal void Done(OperatorCommand command)
    {
        lock (_gate)
        {
            if (_inbox.TryPeek(out OperatorCommand? oldest) && ReferenceEquals(oldest, command))
            {
                _inbox.Dequeue();
            }
        }
    }

    /// <summary>No run is open any more: an abort that was meant for it must not hit the next one.</summary>
    internal void RunEnded()
    {
        lock (_gate)
        {
            _abort = null;
            OperatorCommand[] others = [.. _inbox.Where(c => c.Kind != OperatorCommandKind.Abort)];
            _inbox.Clear();
            foreach (OperatorCommand command in others)
            {
                _inbox.Enqueue(command);
            }
        }
    }

    /// <summary>The cluster is being removed from this host: nothing more is taken, and what still waits is dropped.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _inbox.Clear();
        }
    }

    private OperatorReceipt Take(OperatorCommand command)
    {
        if (string.IsNullOrWhiteSpace(command.Actor) || string.IsNullOrWhiteSpace(command.Reason))
        {
            return new OperatorReceipt(false, "A command needs an actor and a reason.");
        }

        lock (_gate)
        {
            if (Refusal(command) is { } refusal)
            {
                return new OperatorReceipt(false, refusal);
            }

            _inbox.Enqueue(command);
            _abort = command.Kind == OperatorCommandKind.Abort ? $"{command.Actor}: {command.Reason}" : _abort;
        }

        return new OperatorReceipt(true, null);
    }

    /// <summary>What is known now already: commands that were taken and still wait count as carried out. The tick looks again.</summary>
    private string? Refusal(OperatorCommand command)
    {
        ClusterStatus status = _status();
        if (_isClosed)
        {
            return $"Cluster '{Cluster}' is being removed from this host and takes no command.";
        }

        if (_book() is { } book)
        {
            DateTimeOffset now = _time.GetUtcNow();
            return OperatorRules.Refusal(Cluster, status.Mode, command, _inbox.Aggregate(
                OperatorView.Of(book, now, isReleasing: status.IsReleaseDue), (view, waiting) => view.After(waiting, now)));
        }

        return status is { LastTickAt: not null, Epoch: null }
            ? $"Another host owns cluster '{Cluster}': commands are taken there."
            : OperatorRules.ModeRefusal(Cluster, status.Mode, command);
    }
}
