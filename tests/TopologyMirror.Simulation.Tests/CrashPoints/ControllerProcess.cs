using TopologyMirror.Durability;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>
/// One life of a controller. Every call that leaves it comes through here: effects and journal records are its points. Once it is dead nothing
/// of it gets out any more, its lease's renewals included; while it stands still none of its timers gets anywhere.
/// </summary>
internal sealed class ControllerProcess(SimulationWorld world, string owner, CrashPoint crash)
{
    /// <summary>Longer than the lease, and two ticks, in which the successor goes on.</summary>
    public static readonly TimeSpan StandStill = TimeSpan.FromSeconds(150);

    /// <summary>How long a call of one that is cut off takes to arrive; less than a call may take.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(5.8);

    private readonly List<string> _points = [];
    private readonly List<int> _looksBefore = [];
    private DateTimeOffset _wakesAt;
    private int _looks;

    public string Owner => owner;

    public IReadOnlyList<string> Points => _points;

    /// <summary>How many looks came before each point.</summary>
    public IReadOnlyList<int> LooksBefore => _looksBefore;

    public bool IsDead { get; private set; }

    /// <summary>The lease store no longer answers it.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>How long it stalls when it is cut off.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>What its ports say of themselves: true where they keep no stale owner out.</summary>
    public bool PortsCannotFence { get; init; }

    public bool IsAsleep => world.Now < _wakesAt;

    /// <summary>It has stood still for longer than its lease.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The point was reached, and what was planned for it happened.</summary>
    public bool IsStruck { get; private set; }

    /// <summary>Calls that were accepted of it under an epoch that a successor had outgrown.</summary>
    public List<string> AcceptedStale { get; } = [];

    public T Through<T>(T port)
        where T : class => PortBoundary.Between(this, port);

    public async ValueTask<T> CallAsync<T>(string call, bool isPoint, Func<CancellationToken, ValueTask<T>> make, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        if (IsAsleep)
        {
            await world.WaitUntilAsync(_wakesAt, CancellationToken.None);
        }

        if (!isPoint)
        {
            return await LookAsync(call, make, cancellationToken);
        }

        _points.Add(call);
        _looksBefore.Add(_looks);
        if (IsStale)
        {
            return await MakeStaleAsync(call, make);
        }

        if (_points.Count != crash.Number || crash.Kind is CrashKind.StaleAtLook or CrashKind.CutOff)
        {
            return IsCutOff && !IsOf<IOperationJournal>(call) ? await MakeLateAsync(make) : await make(cancellationToken);
        }

        IsStruck = true;
        return await StrikeAsync(call, make, cancellationToken);
    }

    private async ValueTask<T> LookAsync<T>(string call, Func<CancellationToken, ValueTask<T>> make, CancellationToken cancellationToken)
    {
        if (IsOf<ILeaseStore>(call))
        {
            return IsCutOff ? throw new IOException($"'{owner}' does not reach the lease store.") : await make(cancellationToken);
        }

        bool strikes = ++_looks == crash.Number && crash.Kind is (CrashKind.StaleAtLook or CrashKind.CutOff);
        T seen = await make(IsStale ? CancellationToken.None : cancellationToken);
        if (!strikes)
        {
            return seen;
        }

        IsStruck = true;
        if (crash.Kind == CrashKind.StaleAtLook)
        {
            await FallAsleepAsync();
        }
        else
        {
            IsCutOff = true;
            await world.WaitUntilAsync(world.Now + Stall, CancellationToken.None);
        }

        return seen;
    }

    /// <summary>The request is on its way for nearly as long as a call may take, and nothing calls it back.</summary>
    private async ValueTask<T> MakeLateAsync<T>(Func<CancellationToken, ValueTask<T>> make)
    {
        await world.WaitUntilAsync(world.Now + Lateness, CancellationToken.None);
        return await make(CancellationToken.None);
    }

    private static bool IsOf<TPort>(string call) => call.StartsWith(typeof(TPort).Name, StringComparison.Ordinal);

    private async ValueTask<T> StrikeAsync<T>(string call, Func<CancellationToken, ValueTask<T>> make, CancellationToken cancellationToken)
    {
        switch (crash.Kind)
        {
            case CrashKind.CrashBefore:
                IsDead = true;
                throw new ControllerDiedException(owner);
            case CrashKind.CrashAfter:
                await make(cancellationToken);
                IsDead = true;
                throw new ControllerDiedException(owner);
            case CrashKind.UnknownDone:
                await make(cancellationToken);
                return await LoseAnswerAsync<T>(call, cancellationToken);
            case CrashKind.UnknownNotDone:
                return await LoseAnswerAsync<T>(call, cancellationToken);
            case CrashKind.StaleBefore:
                await FallAsleepAsync();
                return await MakeStaleAsync(call, make);
            default:
                T answer = await make(cancellationToken);
                await FallAsleepAsync();
                return answer;
        }
    }

    /// <summary>Whoever wakes knows nothing of the time that passed, and heeds no cancellation: the call itself has to be refused.</summary>
    private async ValueTask<T> MakeStaleAsync<T>(string call, Func<CancellationToken, ValueTask<T>> make)
    {
        T answer = await make(CancellationToken.None);
        AcceptedStale.Add(call);
        return answer;
    }

    private async ValueTask<T> LoseAnswerAsync<T>(string call, CancellationToken cancellationToken)
    {
        if (IsOf<IOperationJournal>(call))
        {
            throw new IOException($"The connection of '{owner}' to its journal was lost.");
        }

        await world.WaitUntilAsync(world.Now.AddDays(1000), cancellationToken);
        throw new TimeoutException(call);
    }

    private async ValueTask FallAsleepAsync()
    {
        _wakesAt = world.Now + StandStill;
        await world.WaitUntilAsync(_wakesAt, CancellationToken.None);
        IsStale = true;
    }

    private void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new ControllerDiedException(owner);
        }
    }
}
