namespace TopologyMirror.CustomForecaster;

/// <summary>An entry of the shop's calendar.</summary>
/// <param name="Start">When it starts, inclusive.</param>
/// <param name="End">When it ends, exclusive.</param>
/// <param name="Factor">How many times the usual load it brings.</param>
internal sealed record Sale(DateTimeOffset Start, DateTimeOffset End, double Factor);
