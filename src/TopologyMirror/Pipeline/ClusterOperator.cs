namespace TopologyMirror.Pipeline;

/// <summary>What an operator can ask of one cluster. Commands are carried out by the next tick of the owner, through the same guard as everything else. Thread-safe.</summary>
public sealed class ClusterOperator
{
    private readonly Lock _gate = new();
    private readonly Queue<OperatorCommand> _inbox = new();
    private readonly IReadOnlyList<ServiceName> _services;
    private readonly Func<ClusterStatus> _status;
    private string? _abort;

    internal ClusterOperator(ClusterName cluster, IReadOnlyList<ServiceName> services, Func<ClusterStatus> status)
    {
        Cluster = cluster;
        _services = services;
        _status = status;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>How the cluster stands, as of its newest tick.</summary>
    public ClusterStatus Status => _status();

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

        if (service is { } named && !_services.Contains(named))
        {
            return new OperatorReceipt(false, $"Cluster '{Cluster}' has no service '{named}'; it has: {string.Join(", ", _services)}.");
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

    /// <summary>Ends the open run, at once where a tick is carrying it out; between the waves of a release, the release.</summary>
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

    private OperatorReceipt Take(OperatorCommand command)
    {
        if (string.IsNullOrWhiteSpace(command.Actor) || string.IsNullOrWhiteSpace(command.Reason))
        {
            return new OperatorReceipt(false, "A command needs an actor and a reason.");
        }

        lock (_gate)
        {
            _inbox.Enqueue(command);
            _abort = command.Kind == OperatorCommandKind.Abort ? $"{command.Actor}: {command.Reason}" : _abort;
        }

        return new OperatorReceipt(true, null);
    }
}
