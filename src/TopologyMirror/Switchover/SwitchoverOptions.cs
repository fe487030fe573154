using TopologyMirror.Internal;

namespace TopologyMirror.Switchover;

/// <summary>Deadlines and patience of switchovers.</summary>
public sealed class SwitchoverOptions
{
    /// <summary>How long a run waits for its instances to be observed ready at its digest before it is aborted. Default: 2 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ValidateTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the data plane may take to do what was set before it is set again. Default: 1 minute.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VerifyTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Effects that one phase may issue per router before it gives up. Default: 3.</summary>
    [Within(1, 20)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Wait before an effect is issued again. Default: 5 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between observations while the data plane catches up. Default: 5 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a new side is watched before the old one may be retired. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Bake { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Shortest time between the end of its requests and the end of a retired instance. Default: 2 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MinimumDrain { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time after which a retired instance is ended although connections are still open. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long background work may take to change hands, in flight included, before the run goes back. Default: 2 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HandOverTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long writes are parked at most while a writer moves; then the data plane lets them go by itself. Default: 10 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan QuiesceTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a run waits, with nothing parked, for a replica that is too far behind. Default: 5 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LagPatience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal SwitchoverOptions Copy() => (SwitchoverOptions)MemberwiseClone();
}
