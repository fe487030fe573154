namespace TopologyMirror.Forecasting;

/// <summary>Why a forecaster gives no forecast.</summary>
public enum NotReadyReason
{
    /// <summary>Fewer usable samples than the forecaster needs.</summary>
    TooFewSamples,

    /// <summary>The newest samples are missing: the source is silent.</summary>
    SourceSilent,

    /// <summary>Every recent sample is tagged as not to be learnt.</summary>
    OnlyTaggedSamples,

    /// <summary>The forecaster failed; the explanation says how.</summary>
    Failed,
}
