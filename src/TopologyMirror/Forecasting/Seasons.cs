namespace TopologyMirror.Forecasting;

/// <summary>The seasons of a series.</summary>
/// <param name="Day">Steps of the short one, a day or what was found instead; 0 for none.</param>
/// <param name="Week">Steps of the long one; 0 for none.</param>
internal readonly record struct Seasons(int Day, int Week);
