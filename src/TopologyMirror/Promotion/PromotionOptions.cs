using System.ComponentModel.DataAnnotations;
using TopologyMirror.Internal;

namespace TopologyMirror.Promotion;

/// <summary>When live grows and shrinks.</summary>
public sealed class PromotionOptions
{
    /// <summary>The reactive rule changes nothing while the ratio of need to live differs from 1 by at most this. Default: 0.1.</summary>
    [Within(0.0, 1.0)]
    public double Tolerance { get; set; } = 0.1;

    /// <summary>Live goes no lower than the highest recommendation within this window. Default: 5 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ScaleInWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Live goes no higher than the lowest reactive recommendation within this window. Default: none.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ScaleOutWindow { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// With a forecast, load that is only observed launches no instance before it has lasted this long: a spike that is over before a launch
    /// could serve is left to what is ready. Default: 5 minutes.
    /// </summary>
    [Within(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SustainedFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>When ready cover enters live. Default: <see cref="JoinRule.WhenReady"/>.</summary>
    [EnumDataType(typeof(JoinRule))]
    public JoinRule Join { get; set; } = JoinRule.WhenReady;

    /// <summary>
    /// With a forecast and without prices, an instance is launched only if it is at least this likely to be needed at some moment from
    /// when it could serve to the end of <see cref="UseWithin"/>; with 0 the accepted risk alone decides. Default: 0.6.
    /// </summary>
    [Within(0.0, 0.99)]
    public double LaunchLikelihood { get; set; } = 0.6;

    /// <summary>How far is looked ahead for what a launch or an instance that is kept is worth. Default: 1 hour.</summary>
    [Within(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan UseWithin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a release may wait for a time at which less is needed, as far as the forecast sees; zero: it does not. Default: zero.
    /// </summary>
    [Within(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan ReleaseLongestWait { get; set; } = TimeSpan.Zero;

    /// <summary>Such a time is waited for when no more than this share of what is needed now is expected to be needed then. Default: 0.9.</summary>
    [Within(0.0, 1.0)]
    public double TroughShare { get; set; } = 0.9;

    /// <summary>Largest share of live that one scale-in takes out, but always at least one instance. Default: 0.5.</summary>
    [Within(0.0, 1.0)]
    public double ScaleInShare { get; set; } = 0.5;

    /// <summary>How long scale-in stays off after observed need fell by more than half within five minutes, or load rose far above what was planned for. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HoldAfterDrop { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal PromotionOptions Copy() => (PromotionOptions)MemberwiseClone();
}
