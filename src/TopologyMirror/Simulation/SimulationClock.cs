namespace TopologyMirror.Simulation;

/// <summary>
/// Virtual time: stands still while code runs, and jumps from timer to timer when it is pumped. Timers fire in the order of their due times,
/// and those of one time in the order in which they were set. Not thread-safe: it belongs to the world's thread.
/// </summary>
internal sealed class SimulationClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<SimulationTimer, (long Due, long Sequence)> _queue = new();
    private long _elapsed;
    private long _sequence;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the wall clock is ahead of the truth.</summary>
    public TimeSpan Jump { get; set; }

    /// <summary>The time as it is.</summary>
    public DateTimeOffset TrueNow => start.ToUniversalTime().AddTicks(_elapsed);

    public override DateTimeOffset GetUtcNow() => TrueNow + Jump;

    public override long GetTimestamp() => _elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulationTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires the next timer; false when none is set.</summary>
    public bool FireNext()
    {
        while (_queue.TryDequeue(out SimulationTimer? timer, out (long Due, long Sequence) at))
        {
            if (timer.Sequence == at.Sequence)
            {
                _elapsed = Math.Max(_elapsed, at.Due);
                timer.Fire();
                return true;
            }
        }

        return false;
    }

    internal long Schedule(SimulationTimer timer, TimeSpan delay)
    {
        long sequence = ++_sequence;
        _queue.Enqueue(timer, (_elapsed + Math.Max(delay.Ticks, 0), sequence));
        return sequence;
    }
}
