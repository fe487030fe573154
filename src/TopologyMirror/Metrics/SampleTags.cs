namespace TopologyMirror.Metrics;

/// <summary>Why a sample must not be learnt as it stands. Tags are facts about the moment, so several can hold at once.</summary>
[Flags]
public enum SampleTags
{
    /// <summary>An ordinary sample.</summary>
    None = 0,

    /// <summary>Live was saturated: the demand was at least the value.</summary>
    Censored = 1 << 0,

    /// <summary>The cluster, or the way to it, was down: the value says nothing of demand.</summary>
    Outage = 1 << 1,

    /// <summary>Callers repeated failed requests: the value is above demand.</summary>
    RetryStorm = 1 << 2,

    /// <summary>Synthetic load was mixed in.</summary>
    LoadTest = 1 << 3,
}
