using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
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

    /// <summary>What the new side is held to while it bakes.</summary>
    [Required]
    [ValidateObjectMembers(typeof(BakeGuardrailOptionsValidator))]
    public BakeGuardrailOptions Guardrails { get; set; } = new();

    /// <summary>Shortest time between the end of its requests and the end of a retired instance. Default: 2 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MinimumDrain { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time after which a retired instance is ended although connections are still open. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How far the share of requests that a router sends to the promoted instances may lie from what their weights ask for, relative to that.
    /// Default: 0.5.
    /// </summary>
    [Within(0.0, 1.0)]
    public double ShareTolerance { get; set; } = 0.5;

    /// <summary>Fewest requests by which shares are judged, where a router tells their number. Default: 100.</summary>
    [Within(0, int.MaxValue)]
    public int ShareRequests { get; set; } = 100;

    /// <summary>Time over which promoted instances are brought to their full weight, so that they warm up. Default: zero, at once.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "02:00:00")]
    public TimeSpan SlowStart { get; set; }

    /// <summary>Share of the full weight with which a slow start begins. Default: 0.1.</summary>
    [Within(0.01, 1.0)]
    public double SlowStartShare { get; set; } = 0.1;

    /// <summary>Steps from that share to the full weight. Default: 5.</summary>
    [Within(1, 100)]
    public int SlowStartSteps { get; set; } = 5;

    /// <summary>How long a committed release can be undone. Default: 24 hours.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan RetainFor { get; set; } = TimeSpan.FromHours(24);

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
    internal SwitchoverOptions Copy()
    {
        var copy = (SwitchoverOptions)MemberwiseClone();
        copy.Guardrails = Guardrails.Copy();
        return copy;
    }
}
