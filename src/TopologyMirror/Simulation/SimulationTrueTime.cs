namespace TopologyMirror.Simulation;

/// <summary>Virtual time as it is, which no jump of a host's wall clock changes: the store runs on another machine.</summary>
internal sealed class SimulationTrueTime(SimulationClock clock) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => clock.TrueNow;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
