using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

/// <summary>
/// What an operator can ask of one cluster. A command is a row in the store: any host takes it, and the next tick of the cluster's owner carries
/// it out, through the same guard as everything else. Thread-safe.
/// </summary>
public sealed partial class ClusterOperator
{
    private readonly Lock _gate = new();
    private readonly Queue<OperatorCommand> _inbox = new();
    private readonly SortedSet<string> _taken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string?> _answers = new(StringComparer.Ordinal);
    private readonly List<OperatorCommand> _aborts = [];
    private readonly Func<IReadOnlyList<ServiceName>> _services;
    private readonly Func<ClusterStatus> _status;
    private readonly Func<RunBook?> _book;
    private readonly TimeProvider _time;
    private readonly ICommandStore _store;
    private readonly IOperationJournal _journal;
    private readonly string _owner;
    private long _submitted;
    private bool _isClosed;

    /// <param name="cluster">The cluster.</param>
    /// <param name="services">Its services as they are declared now.</param>
    /// <param name="status">How it stands.</param>
    /// <param name="book">What its journal says; null while this host does not own it.</param>
    /// <param name="store">Where commands are written.</param>
    /// <param name="journal">Where history is read.</param>
    /// <param name="owner">The host's name.</param>
    /// <param name="time">The clock.</param>
    internal ClusterOperator(
        ClusterName cluster,
        Func<IReadOnlyList<ServiceName>> services,
        Func<ClusterStatus> status,
        Func<RunBook?> book,
        ICommandStore store,
        IOperationJournal journal,
        string owner,
        TimeProvider time)
    {
        Cluster = cluster;
        _services = services;
        _status = status;
        _book = book;
        _store = store;
        _journal = journal;
        _owner = owner;
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

    /// <summary>Brings ready cover into live.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="service">The service; null for all.</param>
    /// <param name="count">How many per service; null for all ready cover.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> PromoteAsync(
        string actor, string reason, ServiceName? service = null, int? count = null, string? key = null, CancellationToken cancellationToken = default)
    {
        if (count is <= 0)
        {
            return ValueTask.FromResult(new OperatorReceipt(false, $"The number to promote is {count}; it must be at least 1."));
        }

        IReadOnlyList<ServiceName> known = _services();
        if (service is { } named && !known.Contains(named))
        {
            return ValueTask.FromResult(new OperatorReceipt(false, $"Cluster '{Cluster}' has no service '{named}'; it has: {string.Join(", ", known)}."));
        }

        return SubmitAsync(new OperatorCommand(OperatorCommandKind.Promote, actor, reason, service, count), key, cancellationToken);
    }

    /// <summary>Starts nothing new by itself from the next tick on; what is open is finished.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> PauseAsync(string actor, string reason, string? key = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(new OperatorCommand(OperatorCommandKind.Pause, actor, reason, null, null), key, cancellationToken);

    /// <summary>Ends a pause; what failed before, a rejected digest too, may be tried again at once.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> ResumeAsync(string actor, string reason, string? key = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(new OperatorCommand(OperatorCommandKind.Resume, actor, reason, null, null), key, cancellationToken);

    /// <summary>
    /// Freezes releases from the next tick on: no Replace begins, and one that is open does not reach its point of no return while the hold
    /// lasts; its bake just goes on. Surges still join, and scale-in goes on.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> HoldAsync(string actor, string reason, string? key = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(new OperatorCommand(OperatorCommandKind.Hold, actor, reason, null, null), key, cancellationToken);

    /// <summary>Ends a hold.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why. Default: <c>released</c>.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> ReleaseAsync(string actor, string reason = "released", string? key = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(new OperatorCommand(OperatorCommandKind.Release, actor, reason, null, null), key, cancellationToken);

    /// <summary>
    /// Ends the open run, at once where a tick of this host is carrying it out; where none is open, the release that is on its way or between its
    /// waves. A run that was opened later is not meant.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> AbortAsync(string actor, string reason, string? key = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(new OperatorCommand(OperatorCommandKind.Abort, actor, reason, null, null), key, cancellationToken);

    /// <summary>
    /// Undoes whichever was committed last: takes a join's instances out of live again, as cover, or releases the digest before a release as
    /// long as it is retained. There is no roll-back of a roll-back.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="key">What the command is called, so that sent twice it is one; null for a new name.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be taken or not.</param>
    public ValueTask<OperatorReceipt> RollbackAsync(string actor, string reason, string? key = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(new OperatorCommand(OperatorCommandKind.Rollback, actor, reason, null, null), key, cancellationToken);

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

        return OperatorRules.ModeRefusal(Cluster, status.Mode, command);
    }
}
