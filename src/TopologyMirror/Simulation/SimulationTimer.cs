namespace TopologyMirror.Simulation;

/// <summary>A timer on virtual time. Setting it anew leaves its old place in the queue behind, which is skipped.</summary>
internal sealed class SimulationTimer(SimulationClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _isDisposed;

    /// <summary>The place in the queue that counts; 0 when the timer is not set.</summary>
    public long Sequence { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        _period = period;
        Sequence = dueTime == Timeout.InfiniteTimeSpan ? 0 : clock.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        Sequence = _period > TimeSpan.Zero ? clock.Schedule(this, _period) : 0;
        callback(state);
    }

    public void Dispose()
    {
        _isDisposed = true;
        Sequence = 0;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
