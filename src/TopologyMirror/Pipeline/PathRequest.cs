namespace TopologyMirror.Pipeline;

/// <summary>Which courses of load are drawn of every forecast.</summary>
/// <param name="Reach">How far they reach, from now.</param>
/// <param name="Count">How many.</param>
/// <param name="Window">The time until a launch of now would serve, whose risk is planned.</param>
/// <param name="Risk">The requested risk.</param>
internal readonly record struct PathRequest(TimeSpan Reach, int Count, TimeSpan Window, double Risk);
