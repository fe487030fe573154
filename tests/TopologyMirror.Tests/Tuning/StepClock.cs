namespace TopologyMirror.Tests.Tuning;

/// <summary>A clock that moves on by the same time whenever it is read.</summary>
internal sealed class StepClock(TimeSpan step) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks += step.Ticks;
}
