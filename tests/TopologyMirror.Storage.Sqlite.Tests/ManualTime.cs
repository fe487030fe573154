namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>A clock that stands still until it is moved, and whose time of day may be set apart from the time that passes. Has no timers.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _elapsed;
    private long _shift;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() =>
        new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(Volatile.Read(ref _elapsed) + Volatile.Read(ref _shift));

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _elapsed, by.Ticks);

    /// <summary>Sets the time of day forward or back.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
