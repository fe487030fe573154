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

    private readonly List<string> _points = [];
    private DateTimeOffset _wakesAt;

    public string Owner => owner;

    public IReadOnlyList<string> Points => _points;

    public bool IsDead { get; private set; }

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
            return await make(cancellationToken);
        }

        _points.Add(call);
        if (IsStale)
        {
            return await MakeStaleAsync(call, make);
        }

        if (_points.Count != crash.Number)
        {
            return await make(cancellationToken);
        }

        IsStruck = true;
        return await StrikeAsync(call, make, cancellationToken);
    }

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
        if (call.StartsWith(nameof(IOperationJournal), StringComparison.Ordinal))
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
