namespace TopologyMirror.Pipeline;

/// <summary>Which courses of load are drawn of every forecast.</summary>
/// <param name="Reach">How far they reach, from now.</param>
/// <param name="Count">How many.</param>
internal readonly record struct PathRequest(TimeSpan Reach, int Count);
