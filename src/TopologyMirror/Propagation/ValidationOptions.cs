using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TopologyMirror.Internal;

namespace TopologyMirror.Propagation;

/// <summary>What a shadow instance has to pass before it counts.</summary>
public sealed class ValidationOptions
{
    /// <summary>Whether an instance must be ready for a while: <see cref="ReadyFor"/>. Default: true.</summary>
    public bool Health { get; set; } = true;

    /// <summary>How long an instance must have been observed ready without a break. Default: zero, ready is enough.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ReadyFor { get; set; } = TimeSpan.Zero;

    /// <summary>Whether an instance must report the digest of live or that of the release that is due. Default: true.</summary>
    public bool DigestParity { get; set; } = true;

    /// <summary>Whether, where the cluster has a wiring port, an instance must call the shadow's own instances. Default: true.</summary>
    public bool Wiring { get; set; } = true;

    /// <summary>Time from a check's first call for an instance to the answer with which it passes at the latest, where the check has no deadline of its own. Default: 2 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a pass of a check holds for an instance and its digest; it is checked again from half of that time on. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:02", "1.00:00:00")]
    public TimeSpan ValidFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait before a check that refused is called again. Default: 10 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks that run at the same time in one cluster. Default: 8.</summary>
    [Within(1, 1000)]
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>How long a tick waits for checks that are running; what takes longer goes on between ticks. At most half of the tick interval. Default: 2 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan TickWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The load test, where the cluster has a synthetic load.</summary>
    [Required]
    [ValidateObjectMembers(typeof(SyntheticLoadOptionsValidator))]
    public SyntheticLoadOptions SyntheticLoad { get; set; } = new();

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ValidationOptions Copy()
    {
        var copy = (ValidationOptions)MemberwiseClone();
        copy.SyntheticLoad = SyntheticLoad.Copy();
        return copy;
    }
}
