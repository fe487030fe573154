namespace TopologyMirror.Replay;

/// <summary>One percentage over several runs, typically those of one policy on a set of traces.</summary>
/// <param name="Median">Median of the runs; the mean of the middle two for an even number.</param>
/// <param name="Pooled">Sum ÷ sum: long or large traces weigh more.</param>
/// <param name="Worst">The largest of the runs.</param>
public readonly record struct ReplayFigure(double Median, double Pooled, double Worst);
