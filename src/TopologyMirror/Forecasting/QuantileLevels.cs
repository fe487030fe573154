namespace TopologyMirror.Forecasting;

/// <summary>The probability levels at which the forecasters of this library give quantiles.</summary>
/// <remarks>Denser towards 1, because capacity is planned from the upper tail.</remarks>
public static class QuantileLevels
{
    internal const int MedianIndex = 5;
    internal const int Count = 13;

    internal static readonly double[] Shared = [.01, .025, .05, .1, .25, .5, .75, .9, .95, .975, .99, .995, .999];

    /// <summary>The thirteen levels, rising: .01 .025 .05 .1 .25 .5 .75 .9 .95 .975 .99 .995 .999.</summary>
    public static ReadOnlySpan<double> Standard => Shared;
}
