namespace TopologyMirror.Replay;

/// <summary>How much load one instance of a replay carries, read off the 7 days before the warm-up.</summary>
public enum ReplayUnit
{
    /// <summary>The 99.5th percentile (R type 7) ÷ 40: the fleet seldom exceeds 40 instances.</summary>
    NearPeak,

    /// <summary>The maximum ÷ 20.</summary>
    Peak,
}
