namespace TopologyMirror.Tests.Hosting;

/// <summary>A world's time as one process sees it: once the process is dead, none of its timers fires any more.</summary>
internal sealed class MortalTime(TimeProvider world) : TimeProvider
{
    public bool IsDead { get; set; }

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow();

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => world.CreateTimer(
        s =>
        {
            if (!IsDead)
            {
                callback(s);
            }
        },
        state, dueTime, period);
}
