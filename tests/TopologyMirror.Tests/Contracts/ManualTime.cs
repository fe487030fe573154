namespace TopologyMirror.Tests.Contracts;

/// <summary>A clock that stands still until it is moved. Has no timers.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(Volatile.Read(ref _elapsed));

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _elapsed, by.Ticks);
}
