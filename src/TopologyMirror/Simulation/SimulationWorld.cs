using TopologyMirror.Durability;

namespace TopologyMirror.Simulation;

/// <summary>
/// A world on virtual time in which the shipped pipeline runs on one thread: a run is a function of its seed. Everything that awaits in it
/// happens inside <see cref="Run"/>.
/// </summary>
/// <remarks>Not thread-safe: every call must come from the thread that calls <see cref="Run"/>.</remarks>
public sealed class SimulationWorld
{
    /// <summary>Timers that may fire in a row without a simulated call before the world counts as stuck.</summary>
    private const int IdleLimit = 200_000;

    private readonly SimulationClock _clock;
    private readonly SortedDictionary<ClusterName, SimulatedCluster> _clusters = [];
    private bool _isDisturbed;
    private int _jumps;
    private int _thread;
    private int _firedSinceCall;
    private string _lastCall = "none";

    /// <summary>Creates a world.</summary>
    /// <param name="seed">What its run is a function of.</param>
    /// <param name="start">Its time at the beginning.</param>
    public SimulationWorld(int seed, DateTimeOffset start)
    {
        Seed = seed;
        Start = start;
        _clock = new SimulationClock(start);
        Store = new InMemoryStore(new SimulationTrueTime(_clock));
        ReachedStore = new SimulatedMirrorStore(this);
        Faults = new SimulationFaults(this);
    }

    /// <summary>What the run is a function of.</summary>
    public int Seed { get; }

    /// <summary>Its time at the beginning.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Virtual time; register it before <c>AddTopologyMirror()</c>.</summary>
    public TimeProvider Time => _clock;

    /// <summary>Now, in virtual time.</summary>
    public DateTimeOffset Now => _clock.TrueNow;

    /// <summary>What the wall clock of the controller's machine shows, which is the time unless it has jumped.</summary>
    internal DateTimeOffset Wall => _clock.GetUtcNow();

    /// <summary>What took place.</summary>
    public SimulationLog Log { get; } = new();

    /// <summary>Journal, leases and state of the clusters, which outlive any pipeline in this world.</summary>
    public InMemoryStore Store { get; }

    /// <summary>The store as controllers reach it: with the faults of stores that are switched on. <c>UseSimulation</c> takes this one.</summary>
    public IMirrorStore ReachedStore { get; }

    /// <summary>What goes wrong, and how often it did. Default: nothing.</summary>
    public SimulationFaults Faults { get; }

    /// <summary>The clusters, in ordinal order.</summary>
    public IReadOnlyCollection<SimulatedCluster> Clusters => _clusters.Values;

    /// <summary>Gives a cluster of this world, making it when it is new.</summary>
    /// <param name="name">Its name.</param>
    public SimulatedCluster Cluster(ClusterName name)
    {
        if (!_clusters.TryGetValue(name, out SimulatedCluster? cluster))
        {
            _clusters[name] = cluster = new SimulatedCluster(this, name);
        }

        return cluster;
    }

    /// <summary>A stream of random numbers for a component.</summary>
    /// <param name="stream">The component's name.</param>
    public SimulationRandom Random(string stream) => new(Seed, stream);

    /// <summary>Runs work to its end, firing timers in virtual time while it waits.</summary>
    /// <param name="work">The work; it awaits nothing but what this world completes.</param>
    /// <exception cref="SimulationException">The work waits for something that no timer will bring.</exception>
    public void Run(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _thread = Environment.CurrentManagedThreadId;
        _firedSinceCall = 0;
        try
        {
            Task task = work();
            while (!task.IsCompleted)
            {
                if (++_firedSinceCall > IdleLimit || !_clock.FireNext())
                {
                    throw new SimulationException($"The simulated work is unfinished and nothing is left to wake it; the last call was {_lastCall}.");
                }
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Waits in virtual time.</summary>
    /// <param name="until">The time to wait for; one that has passed is no wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitUntilAsync(DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        _firedSinceCall = 0;
        return Internal.VirtualDelay.WaitAsync(_clock, until - Now, cancellationToken);
    }

    internal void AssertThread(string call)
    {
        _lastCall = call;
        _firedSinceCall = 0;
        if (_thread != 0 && _thread != Environment.CurrentManagedThreadId)
        {
            throw new SimulationException(
                $"{call} was called on thread {Environment.CurrentManagedThreadId}; the world runs on thread {_thread}. Something left the simulation.");
        }
    }

    internal void Schedule(TimeSpan delay, Action action) =>
        _clock.CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);

    internal void Repeat(TimeSpan period, Action action) =>
        _clock.CreateTimer(static state => ((Action)state!)(), action, period, period);

    /// <summary>From now on every cluster looks regularly whether something goes wrong: nothing needs to be called for that.</summary>
    internal void BeginDisturbing()
    {
        if (!_isDisturbed)
        {
            _isDisturbed = true;
            Schedule(TimeSpan.FromSeconds(5), Disturb);
        }
    }

    /// <summary>The wall clock jumps, and is set right again after a while.</summary>
    internal void JumpClock(TimeSpan by, TimeSpan time)
    {
        _clock.Jump = by;
        int jump = ++_jumps;
        Note("clock", $"the wall clock jumps by {by}");
        Schedule(time, () => _clock.Jump = jump == _jumps ? TimeSpan.Zero : _clock.Jump);
    }

    /// <summary>Ends what goes on until it is switched off.</summary>
    internal void SetClockRight() => _clock.Jump = TimeSpan.Zero;

    private void Disturb()
    {
        foreach (SimulatedCluster cluster in _clusters.Values)
        {
            cluster.Trouble.Look();
        }

        _isDisturbed = Faults.On.Count > 0;
        if (_isDisturbed)
        {
            Schedule(TimeSpan.FromSeconds(5), Disturb);
        }
    }

    internal void Note(string component, string text) => Log.Write(Now, component, text);
}
