using TopologyMirror.Internal;

namespace TopologyMirror.Propagation;

/// <summary>How configuration is brought to the shadow.</summary>
public sealed class PropagationOptions
{
    /// <summary>Instances that are delivered to at the same time. Default: 10.</summary>
    [Within(1, 1000)]
    public int FanOut { get; set; } = 10;

    /// <summary>Attempts at delivering to, or activating, one instance before it is refused. Default: 3.</summary>
    [Within(1, 100)]
    public int DeliverAttempts { get; set; } = 3;

    /// <summary>Attempts at one step that times out or of which nothing is heard. A step that fails is never tried again by itself. Default: 3.</summary>
    [Within(1, 100)]
    public int StepAttempts { get; set; } = 3;

    /// <summary>Wait before the next attempt. Default: 30 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time after which a delivery or an activation that has not ended counts as an attempt that failed. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DeliverTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Characters of a step's output that are kept: the last ones. Default: 2,000.</summary>
    [Within(0, 1_000_000)]
    public int OutputLimit { get; set; } = 2000;

    /// <summary>Wait between two looks at what is under way, within a tick's budget. Default: 5 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time from the commitment of a release to its contract steps, in which the way back to the revision before is open. Default: 24 hours.
    /// </summary>
    [Within(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan ContractDelay { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal PropagationOptions Copy() => (PropagationOptions)MemberwiseClone();
}
