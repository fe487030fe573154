namespace TopologyMirror.Simulation;

/// <summary>
/// The clock of one controller, which stands still with it: timers that are due meanwhile fire when it wakes, in the order in which they were
/// due, while time itself has gone on.
/// </summary>
internal sealed class CampaignTime(TimeProvider world) : TimeProvider
{
    private readonly Queue<Action> _due = new();

    public bool IsFrozen { get; private set; }

    public override long TimestampFrequency => world.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow();

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(
            s =>
            {
                if (IsFrozen)
                {
                    _due.Enqueue(() => callback(s));
                }
                else
                {
                    callback(s);
                }
            },
            state,
            dueTime,
            period);

    public void Freeze() => IsFrozen = true;

    public void Thaw()
    {
        IsFrozen = false;
        while (!IsFrozen && _due.TryDequeue(out Action? callback))
        {
            callback();
        }
    }
}
