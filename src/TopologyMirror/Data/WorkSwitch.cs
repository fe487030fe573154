namespace TopologyMirror.Data;

/// <summary>
/// Starts and stops the background work of one process. Passive until it is activated, and passive again by itself when its lease is not
/// renewed in time, so that an instance that nobody can reach stops working. Thread-safe.
/// </summary>
/// <remarks>
/// Starts and stops follow each other, one at a time; of several requests the latest holds. What does not stop within the time stays
/// <see cref="WorkSwitchState.Stopping"/>, with a fault, until it does: nobody is told that it has stopped while it has not.
/// </remarks>
public sealed partial class WorkSwitch : IWorkOwnership, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly List<WorkItem> _items = [];
    private readonly List<TaskCompletionSource> _waiters = [];
    private readonly ITimer _timer;
    private WorkSwitchState _state;
    private DateTimeOffset? _leaseUntil;
    private string? _fault;
    private bool _isWanted;
    private bool _isChanging;
    private bool _isAsked;

    /// <summary>Creates a switch that is off.</summary>
    /// <param name="time">The clock of the lease.</param>
    /// <param name="leaseDuration">How long work goes on without a renewal; longer than zero.</param>
    /// <param name="stopTimeout">How long a stop may take before it counts as a fault; longer than zero.</param>
    public WorkSwitch(TimeProvider time, TimeSpan leaseDuration, TimeSpan stopTimeout)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leaseDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(stopTimeout, TimeSpan.Zero);
        (_time, LeaseDuration, StopTimeout) = (time, leaseDuration, stopTimeout);
        _timer = time.CreateTimer(static state => ((WorkSwitch)state!).LeaseEnds(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long work goes on without a renewal.</summary>
    public TimeSpan LeaseDuration { get; }

    /// <summary>How long a stop may take before it counts as a fault.</summary>
    public TimeSpan StopTimeout { get; }

    /// <inheritdoc/>
    public WorkSwitchState State => Observe().State;

    /// <inheritdoc/>
    public string? Fault => Observe().Fault;

    /// <inheritdoc/>
    public DateTimeOffset? LeaseUntil => Observe().LeaseUntil;

    /// <summary>True when the work was asked to be active and its lease has not run out.</summary>
    public bool IsWanted => Observe().IsWanted;

    /// <summary>Adds a piece of work. When the switch is on already, it is started with the next activation.</summary>
    /// <param name="name">Its name in faults.</param>
    /// <param name="start">Starts it; called again after each stop.</param>
    /// <param name="stop">Stops it; the token is cancelled when the stop takes too long.</param>
    public void Add(string name, Func<CancellationToken, Task> start, Func<CancellationToken, Task> stop)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(stop);
        lock (_lock)
        {
            _items.Add(new WorkItem(name, start, stop));
        }
    }

    /// <summary>Asks for the work to be active, and renews its lease. Returns at once.</summary>
    public void RequestActive() => Request(active: true, fault: null);

    /// <summary>Asks for the work to stop. Returns at once.</summary>
    public void RequestPassive() => Request(active: false, fault: null);

    /// <summary>Renews the lease of work that is wanted; nothing happens to work that is not.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            if (_isWanted)
            {
                Extend();
            }
        }
    }

    /// <summary>Asks for the work to be active, and waits until it is, or has failed to start.</summary>
    /// <param name="cancellationToken">Ends the wait; the work starts all the same.</param>
    public Task ActivateAsync(CancellationToken cancellationToken)
    {
        RequestActive();
        return SettledAsync(cancellationToken);
    }

    /// <summary>Asks for the work to stop, and waits until it has, or the time for it is over; then the state is still <see cref="WorkSwitchState.Stopping"/>.</summary>
    /// <param name="cancellationToken">Ends the wait; the work stops all the same.</param>
    public Task PassivateAsync(CancellationToken cancellationToken)
    {
        RequestPassive();
        return SettledAsync(cancellationToken);
    }

    /// <summary>The work itself says that it has failed: it is stopped, and its fault is told.</summary>
    /// <param name="fault">What failed, in one sentence.</param>
    public void Fail(string fault)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fault);
        Request(active: false, fault);
    }

    /// <summary>All of the state at one moment.</summary>
    internal (WorkSwitchState State, bool IsWanted, DateTimeOffset? LeaseUntil, string? Fault) Observe()
    {
        lock (_lock)
        {
            return (_state, _isWanted, _leaseUntil, _fault);
        }
    }

    /// <summary>Ends the lease's timer. What works goes on.</summary>
    public void Dispose() => _timer.Dispose();
}
